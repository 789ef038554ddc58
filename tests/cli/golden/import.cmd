printf 'Item;Year 1 (CAD);Year 2;Total\nPersonnel;;;\nCommunity coordinator;31.000,00;32.000,50;63.000,50\nPartners;;;\nSubaward: Maple Street;10.000;10.000;20.000\nGift cards;900;900;1.800\nIndirect costs;6.285,00;6.435,08;12.720,08\nTotal;48.185,00;49.335,58;97.520,58\n' >grant.csv
rapport import budget grant.csv --out grant.cfg; echo $?
rapport import budget grant.csv --out grant.cfg; echo $?
rapport import budget grant.csv --layout cihr | grep layout; echo $?
rapport import budget nowhere.csv; echo $?
rapport import pertners x.csv; echo $?
rapport import budget; echo $?
rapport import budget grant.csv --map 'Gift cards=nonsense'; echo $?
printf 'Item,Amount\nWidgets,"$1,000"\nWidgets,12x\n' >bad.csv
rapport import budget bad.csv --out bad.cfg; echo $?
rapport import budget bad.csv --map Widgets=supplies --out bad.cfg; echo $?
test -e bad.cfg; echo $?
