printf 'title = "x";\nhorizn = 3;\n' >bad.cfg
rapport compare bad.cfg --out out; echo $?
ls
