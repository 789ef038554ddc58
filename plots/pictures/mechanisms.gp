# Mechanisms taken apart. Data: y (pixels) value ci_low ci_high plausible_low plausible_high (places on the axis), and
# which: 0 removed last, 1 added first, 2 Shapley value.
left = narrow ? 20 : 300
right = width - 24
array measure_color[3] = ['#0072B2', '#D55E00', '#222222']
array measure_point[3] = [7, 4, 8]
array measure_letter[3] = ['*', 'o', 'S']
array measure_name[3] = [_('removed last'), _('added first'), _('Shapley value')]
legend = top - (narrow ? 36 : 18)
band_x = narrow ? 16 : 430
legend_step = narrow ? 106 : 120
do for [k = 1:3] {
  if (ascii) {
    set label 10 + k measure_letter[k].' '.measure_name[k] at screen X(18 + 130 * (k - 1)), screen Y(legend) left noenhanced
  } else {
    set label 10 + k '' at screen X(24 + legend_step * (k - 1)), screen Y(legend) point pointtype measure_point[k] pointsize class_size linecolor rgb measure_color[k]
    set label 13 + k measure_name[k] at screen X(34 + legend_step * (k - 1)), screen Y(legend) left font small_font noenhanced
  }
}
if (!ascii) {
  set object 1 rectangle from screen X(band_x), screen Y(top - 24) to screen X(band_x + 26), screen Y(top - 12) fillcolor rgb matters_color fillstyle solid border linecolor rgb '#BBBBBB'
  set label 17 _('too small to matter') at screen X(band_x + 32), screen Y(top - 18) left font small_font noenhanced
}
set label 18 _('helps the claim: to the right') at screen X(right), screen Y(top - 18) right font small_font noenhanced
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
set xlabel _('part of the effect, in smallest effects that matter') font small_font textcolor rgb quiet noenhanced
do for [k = 1:rows] {
  set label 100 + k row_label[k] at screen X(row_heading[k] || narrow ? 16 : 32), screen Y(top + row_label_y[k] + 9) left font small_font textcolor rgb (row_heading[k] ? dark : quiet) noenhanced
  if (row_heading[k]) {
    if (k > 1 && !ascii) { set arrow 100 + k from screen X(16), screen Y(top + row_y[k] - 8) to screen X(right), screen Y(top + row_y[k] - 8) nohead linewidth 0.5 linecolor rgb '#777777' }
  } else {
    if (!ascii) { set object 100 + k rectangle from first -x_one, first row_y[k] to first x_one, first row_end[k] behind fillcolor rgb matters_color fillstyle solid noborder }
    set arrow 100 + k from first 0, first row_y[k] to first 0, first row_end[k] nohead linewidth 1 linecolor rgb '#777777'
  }
}
has(m, value, low, high) = (column(7) == m && low <= high ? value : NaN)
# gnuplot 5.4 ends badly on labels of which none has a place: what is not shown stands far outside
far(m, value) = (column(7) == m && value == value ? value : 1e9)
if (ascii) {
  plot for [m = 0:2] file using (has(m, $3, $3, $4)):1:($4 - $3):(0) with vectors nohead linetype 0, \
       for [m = 0:2] file using (far(m, $2)):1:(measure_letter[m + 1]) with labels
} else {
  plot for [m = 0:2] file using (has(m, $3, $3, $4)):1:($4 - $3):(0) with vectors nohead linewidth 3 linecolor rgb measure_color[m + 1], \
       for [m = 0:2] file using (column(7) == m ? $2 : NaN):1 with points pointtype measure_point[m + 1] pointsize class_size linecolor rgb measure_color[m + 1]
}
unset multiplot
