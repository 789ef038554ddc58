rapport init first; echo $?
rapport init first.cfg; echo $?
rapport init nowhere/first; echo $?
rapport check first.cfg >/dev/null; echo $?
ls
