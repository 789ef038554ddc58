# Effects of propositions. Data: block 0 inside, block 1 outside; y (pixels) effect ci_low ci_high plausible_low
# plausible_high (places on the axis) colour.
left = narrow ? 20 : 352
right = width - (narrow ? 24 : 268)
legend = top - (narrow ? 36 : 18)
right_x = narrow ? 16 : right + 14
band_x = narrow ? 16 : left
if (ascii) {
  set label 11 _('* inside, or for all    o outside') at screen X(18), screen Y(legend) left noenhanced
} else {
  set label 11 '' at screen X(24), screen Y(legend) point pointtype 7 pointsize class_size linecolor rgb dark
  set label 12 _('in the context, or for all') at screen X(34), screen Y(legend) left font small_font noenhanced
  set label 13 '' at screen X(204), screen Y(legend) point pointtype 4 pointsize class_size linecolor rgb dark
  set label 14 _('outside it') at screen X(214), screen Y(legend) left font small_font noenhanced
  set object 1 rectangle from screen X(band_x), screen Y(top - 24) to screen X(band_x + 26), screen Y(top - 12) fillcolor rgb matters_color fillstyle solid border linecolor rgb '#BBBBBB'
  set label 15 _('too small to matter') at screen X(band_x + 32), screen Y(top - 18) left font small_font noenhanced
}
set label 16 _('as claimed: to the right') at screen X(right), screen Y(top - 18) right font small_font noenhanced
set lmargin at screen X(left)
set rmargin at screen X(right)
set tmargin at screen Y(top)
set bmargin at screen Y(top + area)
set border 1 linecolor rgb '#777777'
unset ytics
set xrange [x_low:x_high]
set yrange [area:0]
set xtics ()
do for [k = 1:ticks] { set xtics add (tick_label[k] tick_at[k]) }
set xlabel _('effect, in smallest effects that matter') font small_font textcolor rgb quiet noenhanced
do for [k = 1:rows] {
  set label 100 + k row_label[k] at screen X(16), screen Y(top + row_y[k] + 9) left font small_font textcolor rgb dark noenhanced
  set label 200 + k row_note[k] at screen X(16), screen Y(top + row_y[k] + 9 + 18 * row_lines[k]) left font small_font textcolor rgb quiet noenhanced
  set label 300 + k row_verdict[k] at screen X(right_x), screen Y(top + row_right[k] + 9) left textcolor rgb row_color[k] noenhanced
  set label 400 + k row_in[k] at screen X(right_x), screen Y(top + row_right[k] + 27) left font small_font textcolor rgb dark noenhanced
  set label 500 + k row_out[k] at screen X(right_x), screen Y(top + row_right[k] + 45) left font small_font textcolor rgb quiet noenhanced
  if (k > 1 && !ascii) { set arrow 100 + k from screen X(16), screen Y(top + row_y[k] - 7) to screen X(width - 16), screen Y(top + row_y[k] - 7) nohead linewidth 0.5 linecolor rgb pale }
}
if (narrow) {
  do for [k = 1:rows] {
    set object 30 + k rectangle from first -x_one, first row_marks[k] to first x_one, first row_marks[k] + 36 behind fillcolor rgb matters_color fillstyle solid noborder
    set arrow 600 + k from first 0, first row_marks[k] to first 0, first row_marks[k] + 36 nohead linewidth 1 linecolor rgb '#777777'
  }
} else {
  if (!ascii) {
    set object 30 rectangle from first -x_one, graph 0 to first x_one, graph 1 behind fillcolor rgb matters_color fillstyle solid noborder
  }
  set arrow 30 from first 0, graph 0 to first 0, graph 1 nohead linewidth 1 linecolor rgb '#777777'
}
# nothing where an end is missing: comparisons with NaN are false
has(value, low, high) = (low <= high ? value : NaN)
if (ascii) {
  plot for [b = 0:1] file index b using (has($3, $3, $4)):1:($4 - $3):(0) with vectors nohead linetype 0, \
       for [b = 0:1] file index b using 2:1:(b ? 'o' : '*') with labels
} else {
  plot for [b = 0:1] file index b using (has($2, $5, $6)):1:5:6:7 with xerrorbars pointtype 0 linewidth 1.2 linecolor rgb variable, \
       for [b = 0:1] file index b using (has($3, $3, $4)):1:($4 - $3):(0):7 with vectors nohead linewidth 4.5 linecolor rgb variable, \
       file index 0 using 2:1:7 with points pointtype 7 pointsize class_size linecolor rgb variable, \
       file index 1 using 2:1:7 with points pointtype 5 pointsize class_size * 1.1 linecolor rgb 'white', \
       file index 1 using 2:1:7 with points pointtype 4 pointsize class_size linewidth 1.5 linecolor rgb variable
}
unset multiplot
