rapport explain trust_breech; echo $?
rapport explain teams.focal.polcy; echo $?
rapport explain qqqqqqqq; echo $?
