rapport init --budget nihr; echo $?
rapport init mine --budget nowhere; echo $?
rapport init; echo $?
for layout in plain cihr ukri nih nih_modular pcori; do rapport init $layout --budget $layout >said; done
for study in budget plain cihr ukri nih nih_modular pcori; do rapport check $study.cfg >checked; echo $?; grep -A1 'Worth a second look' checked; done; echo checked
