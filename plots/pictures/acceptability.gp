# Acceptability. Data: a block an arm (value of a unit, share), then the frontier (value, share, low, high, arm).
left = narrow ? 60 : 92
right = width - (narrow ? 20 : 300)
# The legend stands beside, or below.
legend_x = narrow ? 16 : right + 22
legend_at(k) = legend_y[k] + (narrow ? 0 : top + 8)
set lmargin at screen X(left)
set rmargin at screen X(right)
set tmargin at screen Y(top)
set bmargin at screen Y(top + area)
set xrange [x_low:x_high]
set yrange [-3:103]
set ytics 0, 20, 100
set xtics ('' x_low)
do for [k = 1:x_ticks] { set xtics add (x_tick_label[k] x_tick[k]) }
set xlabel x_label noenhanced
set label 3 _('% of sets of assumptions in which it is best') at screen X(14), screen Y(top + area / 2) center rotate by 90 textcolor rgb dark noenhanced
if (!ascii) { set grid ytics linetype 1 linecolor rgb pale linewidth 0.8 }
do for [i = 1:n] {
  set label 10 + i arm_label[i] at screen X(legend_x + 32), screen Y(legend_at(i)) left font small_font textcolor rgb dark noenhanced
  if (!ascii) {
    set arrow 10 + i from screen X(legend_x), screen Y(legend_at(i)) to screen X(legend_x + 26), screen Y(legend_at(i)) nohead linewidth 3 dashtype arm_dash[i] linecolor rgb arm_color[i]
  }
}
if (ascii) {
  plot for [i = 1:n] file index i - 1 using 1:(100 * $2) with lines
} else {
  set label 500 '' at screen X(narrow ? 28 : right + 34), screen Y(narrow ? rings_y : top + area - 10) point pointtype 6 pointsize 1.3 linewidth 1.6 linecolor rgb 'black'
  set label 501 _('best on average') at screen X(narrow ? 48 : right + 52), screen Y(narrow ? rings_y : top + area - 10) left font small_font noenhanced
  plot for [i = 1:n] file index i - 1 using 1:(100 * $2) with lines linewidth 1.6 + 4.0 * (n - i) / n dashtype arm_dash[i] linecolor rgb arm_color[i], \
       file index n using 1:(100 * $2):(100 * $3):(100 * $4) with yerrorbars pointtype 0 linewidth 0.8 linecolor rgb quiet, \
       file index n using 1:(100 * $2) with points pointtype 6 pointsize 1.3 linewidth 1.6 linecolor rgb 'black'
}
unset multiplot
