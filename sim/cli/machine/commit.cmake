# Writes OUT with the commit of SOURCE: git's, or in an archive that git made the one in archived.txt. Sources that may
# differ from their commit, or have none, are known by a hash of their own: two builds bear the same name only where
# they are the same.

# Sets NAME to a hash of all that the program is built from.
function(hash_sources name)
  file(GLOB_RECURSE files RELATIVE ${SOURCE} ${SOURCE}/sim/* ${SOURCE}/models/* ${SOURCE}/plots/*)
  list(SORT files)
  set(all "")
  foreach(file CMakeLists.txt ${files})
    file(SHA1 ${SOURCE}/${file} hash)
    string(APPEND all "${file} ${hash}\n")
  endforeach()
  string(SHA1 hash "${all}")
  string(SUBSTRING ${hash} 0 12 hash)
  set(${name} ${hash} PARENT_SCOPE)
endfunction()

# Sets NAME to what git answers, and NAME_failed.
function(ask_git name)
  execute_process(COMMAND git -C ${SOURCE} ${ARGN} OUTPUT_VARIABLE answer OUTPUT_STRIP_TRAILING_WHITESPACE
                  ERROR_QUIET RESULT_VARIABLE failed)
  set(${name} "${answer}" PARENT_SCOPE)
  set(${name}_failed "${failed}" PARENT_SCOPE)
endfunction()

ask_git(prefix rev-parse --show-prefix) # not empty where SOURCE lies within a repository of something else
ask_git(commit rev-parse HEAD)
file(STRINGS ${SOURCE}/sim/cli/machine/archived.txt archived LIMIT_COUNT 1)
if(NOT commit_failed AND prefix STREQUAL "")
  ask_git(changes diff --quiet HEAD -- sim models plots CMakeLists.txt)
  if(changes_failed)
    hash_sources(hash)
    string(APPEND commit "+changes-${hash}")
  endif()
else()
  hash_sources(hash)
  if(archived MATCHES "^[0-9a-f]+$")
    set(commit "${archived}+archive-${hash}")
  else()
    set(commit "unknown (not built from a repository), sources ${hash}")
  endif()
endif()

set(text "#define RAPPORT_COMMIT \"${commit}\"\n")
if(EXISTS ${OUT})
  file(READ ${OUT} old)
endif()
if(NOT "${old}" STREQUAL "${text}")
  file(WRITE ${OUT} "${text}")
endif()
