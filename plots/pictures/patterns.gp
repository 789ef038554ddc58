# Shares of draws in which patterns hold. Data: one row a pattern; top bottom (pixels), the edges of its four parts, and
# where it would end with other arms.
left = narrow ? 16 : 470
array part_color[4] = ['#0072B2', '#9CCBEB', '#F6D8A8', '#D55E00']
array part_name[4] = [_('clearly holds'), _('holds'), _('fails'), _('clearly fails')]
array part_letter[4] = ['#', '+', '-', '=']
# The legend in one line, or in three.
legend_x(k) = narrow ? 16 + 150 * ((k - 1) % 2) : left - 110 + 115 * (k - 1)
legend_y(k) = top - 16 - (narrow ? 18 * (2 - (k - 1) / 2) : 0)
do for [k = 1:4] {
  if (ascii) {
    set label 10 + k part_letter[k].' '.part_name[k] at screen X(legend_x(k)), screen Y(legend_y(k)) left noenhanced
  } else {
    set object k rectangle from screen X(legend_x(k)), screen Y(legend_y(k) - 6) to screen X(legend_x(k) + 14), screen Y(legend_y(k) + 6) fillcolor rgb part_color[k] fillstyle solid border linecolor rgb '#777777'
    set label 10 + k part_name[k] at screen X(legend_x(k) + 20), screen Y(legend_y(k)) left font small_font noenhanced
  }
}
set label 15 (ascii ? _('| other ways of working') : _('other ways of working')) at screen X(legend_x(5) + 12), screen Y(legend_y(5)) left font small_font noenhanced
if (!ascii) {
  set arrow 15 from screen X(legend_x(5) + 4), screen Y(legend_y(5) - 8) to screen X(legend_x(5) + 4), screen Y(legend_y(5) + 8) nohead linecolor rgb '#000000' linewidth 2
}
set lmargin at screen X(left)
set rmargin at screen X(width - 24)
set tmargin at screen Y(top)
set bmargin at screen Y(top + area)
set border 1 linecolor rgb '#777777'
unset ytics
set xrange [0:draws]
set yrange [area:0]
set xlabel _('sets of assumptions') noenhanced
do for [k = 1:rows] {
  set label 100 + k row_label[k] at screen X(row_heading[k] || narrow ? 16 : 28), screen Y(top + row_y[k]) left font small_font textcolor rgb (row_heading[k] ? quiet : dark) noenhanced
}
if (ascii) {
  letter(x) = x < column(4) ? part_letter[1] : x < column(5) ? part_letter[2] : x < column(6) ? part_letter[3] : x < column(7) ? part_letter[4] : ' '
  plot for [d = 1:draws] file using (d - 0.5):(($1 + $2) / 2.0):(letter(d - 0.5)) with labels left, file using 8:(($1 + $2) / 2.0):('|') with labels left
} else {
  set style fill solid border linecolor rgb '#777777'
  plot for [k = 1:4] file using (column(k + 3) > column(k + 2) ? (column(k + 2) + column(k + 3)) / 2.0 : NaN):(($1 + $2) / 2.0):(column(k + 2)):(column(k + 3)):1:2 with boxxyerror fillcolor rgb part_color[k] linewidth 0.5, \
    file using 8:($1 - 2):(0):($2 - $1 + 4) with vectors nohead linecolor rgb '#000000' linewidth 2
}
unset multiplot
