# an include may not leave the study's folder and the data folder
mkdir study outside
echo 'horizon = 12;' >outside/far.cfg
ln -s ../outside/far.cfg study/link.cfg
ln -s ../outside study/linked
for include in ../outside/far.cfg /etc/passwd link.cfg linked/far.cfg nowhere.cfg . '' study.cfg; do
    printf 'title = "x";\n@include "%s"\n' "$include" >study/study.cfg
    rapport check study/study.cfg
    echo "'$include': $?"
done
