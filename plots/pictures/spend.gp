# Money spent so far. Data: one block an arm; month mean p05 p95.
x = narrow ? 76 : 92
right = width - (narrow ? 20 : 290)
set lmargin at screen X(x)
set rmargin at screen X(right)
set tmargin at screen Y(top)
set bmargin at screen Y(top + area)
set xrange [0:x_max]
set yrange [0:y_high]
set xtics 0, x_step, x_max
set ytics ('' 0)
do for [k = 1:ticks] { set ytics add (tick_label[k] tick[k]) }
if (!ascii) { set grid ytics linetype 1 linecolor rgb pale linewidth 0.8 }
set xlabel x_label noenhanced
set label 3 y_label at screen X(14), screen Y(top + area / 2) center rotate by 90 textcolor rgb dark noenhanced
do for [i = 1:n] {
  if (narrow) {
    set arrow i from screen X(16), screen Y(legend_y[i]) to screen X(56), screen Y(legend_y[i]) nohead linewidth 2 + 3.0 * (n - i) / n dashtype arm_dash[i] linecolor rgb arm_color[i]
    set label 10 + i arm_label[i] at screen X(64), screen Y(legend_y[i]) left font small_font textcolor rgb dark noenhanced
  } else {
    if (end_value[i] == end_value[i]) {
      if (!ascii) {
        set arrow i from first x_max, first end_value[i] to screen X(right + 20), screen Y(top + label_y[i]) nohead linewidth 1 linecolor rgb arm_color[i]
      }
      set label 10 + i arm_label[i] at screen X(right + 24), screen Y(top + label_y[i]) left textcolor rgb dark noenhanced
    }
  }
}
# Later lines are thinner, so that none hides another.
plot for [i = 1:n] file index i - 1 using ($1 / x_per):2 with lines linewidth 2 + 5.0 * (n - i) / n dashtype arm_dash[i] linecolor rgb arm_color[i]
unset multiplot
