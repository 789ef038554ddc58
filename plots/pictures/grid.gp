# Arms in rows and columns. Data: left top right bottom (pixels from the first cell) and shade.
# No value, then light to dark; letters stay black on all of them.
array shade_color[8] = ['#FFFFFF', '#F7FBFF', '#E6F1FA', '#D2E5F4', '#BAD6EC', '#9DC5E3', '#80B3D9', '#63A0CE']
legend = top - (1 + column_lines) * 18 - 16
# In a narrow picture the ends stand above the shades, which begin at the left.
ends_y = narrow ? legend - 18 : legend
if (!ascii) {
  if (narrow) {
    set label 5 shade_low at screen X(left), screen Y(ends_y) left font small_font noenhanced
    set label 6 shade_high at screen X(left + 26 * 7), screen Y(ends_y) right font small_font noenhanced
  } else {
    set label 5 shade_low at screen X(left - 8), screen Y(ends_y) right font small_font noenhanced
    set label 6 shade_high at screen X(left + 26 * 7 + 6), screen Y(ends_y) left font small_font noenhanced
  }
  do for [k = 1:7] {
    set object k rectangle from screen X(left + 26 * (k - 1)), screen Y(legend - 6) to screen X(left + 26 * k - 2), screen Y(legend + 6) fillcolor rgb shade_color[k + 1] fillstyle solid border linecolor rgb '#777777'
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
if (!narrow) { set label 7 columns_label at screen X(left), screen Y(top - column_lines * 18 - 8) left font small_font textcolor rgb quiet noenhanced }
set label 8 rows_label at screen X(12), screen Y(top - column_lines * 18 - 8) left font small_font textcolor rgb quiet noenhanced
do for [k = 1:(narrow ? 0 : columns)] {
  set label 50 + k column_label[k] at screen X(left + (k - 1) * (column_width + 4) + 4), screen Y(top - column_lines * 18 + 8) left font small_font textcolor rgb dark noenhanced
}
do for [k = 1:rows] {
  set label 100 + k row_label[k] at screen X(12), screen Y(top + row_y[k] + 14) left font small_font textcolor rgb dark noenhanced
}
do for [k = 1:entries] {
  set label 1000 + k cell_mean[k] at screen X(cell_x[k] + 6), screen Y(top + cell_y[k] + 14) left textcolor rgb 'black' front noenhanced
  set label 2000 + k cell_range[k] at screen X(cell_x[k] + 6), screen Y(top + cell_y[k] + 14 + cell_range_y[k]) left font small_font textcolor rgb 'black' front noenhanced
  set label 3000 + k cell_difference[k] at screen X(cell_x[k] + 6), screen Y(top + cell_y[k] + 14 + cell_difference_y[k]) left font small_font textcolor rgb 'black' front noenhanced
}
if (ascii || !entries) {
  plot NaN notitle
} else {
  set style fill solid border linecolor rgb '#777777'
  plot for [k = 0:7] file using (column(5) == k ? ($1 + $3) / 2.0 : NaN):(($2 + $4) / 2.0):1:3:2:4 with boxxyerror fillcolor rgb shade_color[k + 1] linewidth 0.5
}
unset multiplot
