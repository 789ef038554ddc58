# Cost and effect against the baseline. Data: a block an arm (effect, cost by draw, after one far outside), then means with intervals.
left = narrow ? 84 : 110
right = width - (narrow ? 20 : 300)
# The legend stands beside, or below.
legend_x = narrow ? 16 : right + 22
legend_at(k) = legend_y[k] + (narrow ? 0 : top + 8)
set lmargin at screen X(left)
set rmargin at screen X(right)
set tmargin at screen Y(top)
set bmargin at screen Y(top + area)
set xrange [x_low:x_high]
set yrange [y_low:y_high]
set xtics ('' x_low)
do for [k = 1:x_ticks] { set xtics add (x_tick_label[k] x_tick[k]) }
set ytics ('' 0)
do for [k = 1:y_ticks] { set ytics add (y_tick_label[k] y_tick[k]) }
set xlabel x_label noenhanced
set label 3 y_label at screen X(14), screen Y(top + area / 2) center rotate by 90 textcolor rgb dark noenhanced
if (!ascii) { set grid linetype 1 linecolor rgb pale linewidth 0.6 }
set arrow 1 from graph 0, first 0 to graph 1, first 0 nohead linewidth 1.4 linecolor rgb '#777777'
set arrow 2 from first 0, graph 0 to first 0, graph 1 nohead linewidth 1.4 linecolor rgb '#777777'
# Words stand outside the frame, at its corners, where no dot can lie below them.
set label 4 _('worse and dearer') at screen X(left), screen Y(top - 10) left font small_font textcolor rgb quiet noenhanced
set label 5 _('better and dearer') at screen X(right), screen Y(top - 10) right font small_font textcolor rgb quiet noenhanced
set label 6 _('worse and cheaper') at screen X(left), screen Y(top + area + 44) left font small_font textcolor rgb quiet noenhanced
set label 7 _('better and cheaper') at screen X(right), screen Y(top + area + 44) right font small_font textcolor rgb quiet noenhanced
set xlabel offset 0, -1
do for [i = 1:n] {
  set label 10 + i arm_label[i] at screen X(legend_x + 22), screen Y(legend_at(i)) left font small_font textcolor rgb dark noenhanced
  if (!ascii) {
    set label 200 + i '' at screen X(legend_x + 6), screen Y(legend_at(i)) point pointtype (i == baseline ? 2 : 4 + (i - 1) % 6) pointsize 1 linecolor rgb arm_color[i]
  }
}
# what is not of the arm, or missing, lies far outside: gnuplot warns of files without a point
of(i, value) = (column(0) == i - 1 && value == value ? value : 1e30)
set label 300 '' at first 0, first 0 point pointtype 2 pointsize 1.4 linewidth 2 linecolor rgb arm_color[baseline] front
if (ascii) {
  plot for [i = 1:n] file index n using (of(i, $1)):(of(i, $4)) with points
} else {
  plot for [i = 1:n] file index i - 1 using 1:2 with points pointtype 7 pointsize 0.25 linecolor rgb arm_color[i], \
       for [i = 1:n] file index n using (of(i, $1)):(of(i, $4)):(of(i, $2)):(of(i, $3)):(of(i, $5)):(of(i, $6)) with xyerrorbars pointtype (4 + (i - 1) % 6) pointsize 1.2 linewidth 2.2 linecolor rgb arm_color[i]
}
unset multiplot
