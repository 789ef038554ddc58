# Resources by contexts. Data: left top right bottom (pixels from the first cell) and the class of its colour.
# No value; then beyond -10, -3, -1, between, beyond 1, 3, 10.
array shade_color[8] = ['#FFFFFF', '#EB9257', '#F5BE94', '#FBE3CF', '#EDEDED', '#D6E8F5', '#A9D0EC', '#74B3DF']
array shade_name[8] = [_('none'), _('below -10'), _('-10 to -3'), _('-3 to -1'), _('-1 to 1'), _('1 to 3'), _('3 to 10'), _('above 10')]
legend = top - column_lines * 18 - 22
# The legend in one line, or in three.
legend_x(k) = narrow ? 16 + 108 * ((k - 2) % 3) : 16 + 102 * (k - 2)
legend_y(k) = legend - (narrow ? 18 * (2 - (k - 2) / 3) : 0)
if (!ascii) {
  do for [k = 2:8] {
    set object k rectangle from screen X(legend_x(k)), screen Y(legend_y(k) - 6) to screen X(legend_x(k) + 18), screen Y(legend_y(k) + 6) fillcolor rgb shade_color[k] fillstyle solid border linecolor rgb '#777777'
    set label 10 + k shade_name[k] at screen X(legend_x(k) + 24), screen Y(legend_y(k)) left font small_font noenhanced
  }
}
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen Y(top)
set bmargin at screen Y(top + area)
unset border
unset xtics
unset ytics
set xrange [0:width]
set yrange [area:0]
do for [k = 1:(narrow ? 0 : columns)] {
  set label 50 + k column_label[k] at screen X(left + (k - 1) * (column_width + gap) + 4), screen Y(top - column_lines * 18 + 4) left font small_font textcolor rgb dark noenhanced
}
do for [k = 1:rows] {
  set label 100 + k row_label[k] at screen X(12), screen Y(top + row_y[k] + 12) left font small_font textcolor rgb dark noenhanced
  if (k > 1 && !ascii) { set arrow 100 + k from screen X(12), screen Y(top + row_y[k] - 4) to screen X(width - 12), screen Y(top + row_y[k] - 4) nohead linewidth 0.5 linecolor rgb pale }
}
do for [k = 1:entries] {
  set label 1000 + k cell_number[k] at screen X(cell_x[k] + 6), screen Y(top + cell_y[k] + 12) left font small_font textcolor rgb 'black' front noenhanced
  set label 2000 + k cell_verdict[k] at screen X(cell_x[k] + 6), screen Y(top + cell_y[k] + 12 + 18 * cell_number_lines[k]) left font small_font textcolor rgb 'black' front noenhanced
  set label 3000 + k cell_text[k] at screen X(cell_x[k] + 6), screen Y(top + cell_y[k] + 30 + 18 * cell_number_lines[k]) left font small_font textcolor rgb '#3A3A3A' front noenhanced
}
if (ascii || !entries) {
  plot NaN notitle
} else {
  set style fill solid border linecolor rgb '#777777'
  plot for [k = 0:7] file using (column(5) == k ? ($1 + $3) / 2.0 : NaN):(($2 + $4) / 2.0):1:3:2:4 with boxxyerror fillcolor rgb shade_color[k + 1] linewidth 0.5
}
unset multiplot
