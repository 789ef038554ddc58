# The programme theory. Data: one block an arrow, points of its curve (pixels).
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen Y(top)
set bmargin at screen Y(top + area)
unset border
unset xtics
unset ytics
set xrange [0:width]
set yrange [area:0]
array column_name[4] = [_('In this context,'), _('this resource'), _('triggers this response,'), _('which moves this outcome')]
do for [k = 1:(narrow ? 0 : 4)] {
  set label 10 + k column_name[k] at screen X(16 + (k - 1) * (node + between)), screen Y(top - heads + 14) left font small_font textcolor rgb quiet noenhanced
}
do for [k = 1:nodes] {
  if (!ascii) { set object k rectangle from first node_x[k], first node_y[k] to first node_x[k] + node, first node_end[k] behind fillcolor rgb '#F4F4F4' fillstyle solid border linecolor rgb '#777777' }
  if (narrow) { set label 5000 + k column_name[(k - 1) % 4 + 1] at first node_x[k], first node_y[k] - 9 left font small_font textcolor rgb quiet noenhanced }
  set label 100 + k node_label[k] at first node_x[k] + 6, first (node_y[k] + node_end[k]) / 2.0 - 9 * (node_lines[k] - 1) left font small_font textcolor rgb dark noenhanced
}
do for [k = 1:edges] {
  if (!narrow) { set label 1000 + k edge_number[k] at first edge_x[k] + 3, first edge_y[k] left font small_font textcolor rgb edge_color[k] noenhanced }
  if (!ascii) { set arrow k from first edge_back_x[k], first edge_back_y[k] to first edge_tip_x[k], first edge_tip_y[k] head filled size first 8, 28 linewidth 1 linecolor rgb edge_color[k] }
}
do for [k = 1:keys] {
  y = key_top + key_y[k] + 9
  set label 2000 + k key_number[k] at screen X(16), screen Y(y) left font small_font textcolor rgb key_color[k] noenhanced
  set label 3000 + k key_label[k] at screen X(narrow ? 16 : 76), screen Y(narrow ? y + 18 : y) left font small_font textcolor rgb dark noenhanced
  if (!ascii) {
    set arrow 2000 + k from screen X(38), screen Y(y) to screen X(68), screen Y(y) nohead linewidth 3 linecolor rgb key_color[k]
    if (key_dash[k] != 1) { set arrow 3000 + k from screen X(38), screen Y(y) to screen X(68), screen Y(y) nohead front linewidth 1.5 dashtype key_dash[k] linecolor rgb 'white' }
  }
}
if (!edges) {
  plot NaN notitle
} else {
  if (ascii) {
    plot for [k = 1:edges] file index k - 1 using 1:2 with lines linetype 0
  } else {
    plot for [k = 1:edges] file index k - 1 using 1:2 with lines linewidth edge_width[k] linecolor rgb edge_color[k], \
         for [k = 1:edges] file index k - 1 using (edge_dash[k] == 1 ? NaN : $1):2 with lines linewidth edge_width[k] < 2 ? 1 : 0.5 * edge_width[k] dashtype edge_dash[k] linecolor rgb 'white'
  }
}
unset multiplot
