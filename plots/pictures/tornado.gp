# How far numbers move it. Data: y (pixels), at 10 %: mean, low, high; at 90 %: the same; class.
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
set label 3 _('from its 10 % to its 90 % quantile') at screen X(narrow ? 16 : right + 16), screen Y(top - 12) left font small_font textcolor rgb quiet noenhanced
do for [k = 1:rows] {
  set label 10 + k row_label[k] at screen X(16), screen Y(top + row_y[k] + 9) left font small_font textcolor rgb dark noenhanced
  set label 100 + k row_beside[k] at screen X(narrow ? 16 : right + 16), screen Y(top + row_beside_y[k] + 9) left font small_font textcolor rgb (narrow ? quiet : dark) noenhanced
}
of(class, value) = (class == column(8) && value == value ? value : NaN)
do for [k = 1:rows] {
  set arrow 30 + k from first average, first (narrow ? row_mark[k] - 12 : 0) to first average, first (narrow ? row_mark[k] + 12 : area) nohead dashtype 2 linewidth 1 linecolor rgb '#777777'
}
if (ascii) {
  plot file using 2:1 with points, file using 5:1 with points
} else {
  at = 16
  # one line, or in a narrow picture a line each
  y = top - 42
  if (narrow) { do for [k = 1:grades] { y = y - 18 * grade_shown[k] } ; y = y + 18 }
  do for [k = 1:grades] {
    if (grade_shown[k]) {
      set label 200 + k '' at screen X(at + 6), screen Y(y) point pointtype grade_point[k] + 1 pointsize 1.1 linecolor rgb grade_color[k]
      set label 220 + k grade_name[k] at screen X(at + 18), screen Y(y) left font small_font textcolor rgb dark noenhanced
      if (narrow) { y = y + 18 } else { at = at + 42 + 7 * strlen(grade_name[k]) }
    }
  }
  if (narrow) {
    do for [k = 1:rows] { set object 30 + k rectangle from first matters_about - matters, first row_mark[k] - 12 to first matters_about + matters, first row_mark[k] + 12 behind fillcolor rgb matters_color fillstyle solid noborder clip }
  } else {
    set object 30 rectangle from first matters_about - matters, graph 0 to first matters_about + matters, graph 1 behind fillcolor rgb matters_color fillstyle solid noborder clip
  }
  if (!narrow) { set grid xtics linetype 1 linecolor rgb pale linewidth 0.8 }
  plot for [k = 1:grades] file using (of(k, $2)):1:(of(k, $5) - $2):(0) with vectors nohead linewidth 5 linecolor rgb grade_color[k], \
       file using ($3 <= $4 ? $2 : NaN):($1 - 5):3:4 with xerrorbars pointtype 0 linewidth 1.2 linecolor rgb '#333333', \
       file using ($6 <= $7 ? $5 : NaN):($1 + 5):6:7 with xerrorbars pointtype 0 linewidth 1.2 linecolor rgb '#333333', \
       for [k = 1:grades] file using (of(k, $2)):1 with points pointtype grade_point[k] + 1 pointsize 1.2 linecolor rgb 'white', \
       for [k = 1:grades] file using (of(k, $2)):1 with points pointtype grade_point[k] pointsize 1.2 linewidth 1.6 linecolor rgb '#222222', \
       for [k = 1:grades] file using (of(k, $5)):1 with points pointtype grade_point[k] + 1 pointsize 1.2 linecolor rgb '#222222'
}
unset multiplot
