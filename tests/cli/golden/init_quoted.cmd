rapport init 'my study'
ls
