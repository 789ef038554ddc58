rapport init --budget nihr; echo $?
rapport init mine --budget nih; echo $?
rapport init mine --budget nowhere; echo $?
rapport init; echo $?
rapport check budget.cfg >checked; echo $?
