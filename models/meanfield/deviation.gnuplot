# Draws deviation.svg: cd models/meanfield; gnuplot deviation.gnuplot
set terminal svg size 720, 460 noenhanced font 'sans-serif,13' background 'white'
set output 'deviation.svg'
set logscale xy
set xrange [18:2200]
set yrange [0.004:0.15]
set xtics (25, 100, 400, 1600)
set ytics (0.005, 0.01, 0.02, 0.05, 0.1)
set xlabel 'organisations, n'
set ylabel 'deviation, relative to the largest value'
set title 'Single runs come closer to the mean field as 1/sqrt(n)' font 'sans-serif,15'
set border 3
set tics nomirror
set key right top
plot 0.45 / sqrt(x) with lines dashtype 2 linewidth 1.5 linecolor rgb '#555555' title '0.45 / sqrt(n)', \
     'deviation.dat' using 1:3 with linespoints pointtype 5 linewidth 2 linecolor rgb '#0072B2' title 'parachute', \
     'deviation.dat' using 1:4 with linespoints pointtype 9 linewidth 2 linecolor rgb '#009E73' title 'project', \
     'deviation.dat' using 1:5 with linespoints pointtype 13 linewidth 2 linecolor rgb '#E69F00' title 'scarce hours', \
     'deviation.dat' using 1:2 with linespoints pointtype 7 linewidth 2 linecolor rgb '#D55E00' title 'sustained'
