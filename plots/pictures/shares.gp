# Shares as bars. Data: y (pixels), share, low, high, by itself, class.
left = narrow ? 20 : 330
right = width - (narrow ? 24 : 250)
set lmargin at screen X(left)
set rmargin at screen X(right)
set tmargin at screen Y(top)
set bmargin at screen Y(top + area)
set border 1 linecolor rgb '#777777'
unset ytics
set xrange [x_low:x_high]
set yrange [area:0]
set xtics x_low, x_step, x_high
set xlabel x_label noenhanced
do for [k = 1:rows] {
  set label 10 + k row_label[k] at screen X(16), screen Y(top + row_y[k] + 9) left font small_font textcolor rgb dark noenhanced
  set label 100 + k row_beside[k] at screen X(narrow ? 16 : right + 16), screen Y(top + row_beside_y[k] + 9) left font small_font textcolor rgb (narrow ? quiet : dark) noenhanced
}
# Of a class alone; nothing where there is no number: comparisons with NaN are false.
of(class, value) = (class == column(6) && value == value ? value : NaN)
span(class, low, high) = (class == column(6) && low <= high ? low : NaN)
if (ascii) {
  plot file using ($2 == $2 ? $2 : 1e9):1 with points
} else {
  at = 16
  # one line, or in a narrow picture a line each
  y = top - 20
  if (narrow) { do for [k = 1:grades] { y = y - 18 * grade_shown[k] } ; y = y + 18 }
  do for [k = 1:grades] {
    if (grade_shown[k]) {
      set label 200 + k '' at screen X(at + 6), screen Y(y) point pointtype grade_point[k] + 1 pointsize 1.1 linecolor rgb grade_color[k]
      set label 220 + k grade_name[k] at screen X(at + 18), screen Y(y) left font small_font textcolor rgb dark noenhanced
      if (narrow) { y = y + 18 } else { at = at + 42 + 7 * strlen(grade_name[k]) }
    }
  }
  if (!narrow) { set grid xtics linetype 1 linecolor rgb pale linewidth 0.8 }
  set style fill solid noborder
  plot for [k = 1:grades] file using (of(k, $2) / 2):1:(of(k, $2) / 2):(7) with boxxyerror fillcolor rgb grade_color[k], \
       file using ($5 == $5 ? $5 / 2 : NaN):1:($5 / 2):(2) with boxxyerror fillcolor rgb '#333333', \
       file using ($3 <= $4 ? $3 : NaN):1:3:4 with xerrorbars pointtype 0 linewidth 1.6 linecolor rgb '#333333', \
       for [k = 1:grades] file using (of(k, $2)):1 with points pointtype grade_point[k] + 1 pointsize 1.2 linecolor rgb '#222222', \
       for [k = 1:grades] file using (of(k, $2)):1 with points pointtype grade_point[k] + 1 pointsize 0.75 linecolor rgb grade_color[k]
}
unset multiplot
