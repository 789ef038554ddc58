rapport compare nowhere.cfg; echo $?
mkdir folder.cfg; rapport compare folder.cfg; echo $?
mkfifo pipe.cfg; rapport check pipe.cfg; echo $?
printf 'title = "x";\000' >nul.cfg; rapport check nul.cfg; echo $?
rapport compare ''; echo $?
ls
