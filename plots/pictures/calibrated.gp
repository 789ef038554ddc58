# Two values a row, one above the other. Data: y (pixels); first: mean, low, high; second: the same.
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
do for [k = 1:rows] {
  set arrow 30 + k from first 0, first (narrow ? row_mark[k] - 12 : 0) to first 0, first (narrow ? row_mark[k] + 12 : area) nohead linewidth 1 linecolor rgb '#777777'
}
if (ascii) {
  plot file using 2:1 with points, file using 5:1 with points
} else {
  # The legend in one line, or in two.
  second_x = narrow ? 22 : 68 + 7 * strlen(first_name)
  set label 200 '' at screen X(22), screen Y(narrow ? top - 36 : top - 18) point pointtype 6 pointsize 1.1 linewidth 1.6 linecolor rgb first_color
  set label 201 first_name at screen X(34), screen Y(narrow ? top - 36 : top - 18) left font small_font textcolor rgb dark noenhanced
  set label 202 '' at screen X(second_x), screen Y(top - 18) point pointtype 5 pointsize 1.1 linecolor rgb second_color
  set label 203 second_name at screen X(second_x + 12), screen Y(top - 18) left font small_font textcolor rgb dark noenhanced
  if (narrow) {
    do for [k = 1:rows] { set object 30 + k rectangle from first -matters, first row_mark[k] - 12 to first matters, first row_mark[k] + 12 behind fillcolor rgb matters_color fillstyle solid noborder clip }
  } else {
    set object 30 rectangle from first -matters, graph 0 to first matters, graph 1 behind fillcolor rgb matters_color fillstyle solid noborder clip
  }
  if (!narrow) { set grid xtics linetype 1 linecolor rgb pale linewidth 0.8 }
  plot file using ($3 <= $4 ? $2 : NaN):($1 - 6):3:4 with xerrorbars pointtype 0 linewidth 2 linecolor rgb first_color, \
       file using ($6 <= $7 ? $5 : NaN):($1 + 6):6:7 with xerrorbars pointtype 0 linewidth 3 linecolor rgb second_color, \
       file using 2:($1 - 6) with points pointtype 7 pointsize 1.2 linecolor rgb 'white', \
       file using 2:($1 - 6) with points pointtype 6 pointsize 1.2 linewidth 1.6 linecolor rgb first_color, \
       file using 5:($1 + 6) with points pointtype 5 pointsize 1.2 linecolor rgb second_color
}
unset multiplot
