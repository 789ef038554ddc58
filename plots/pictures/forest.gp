# Differences in multiples of the smallest that matters. Data: one block a headline, one row a contrast;
# y difference ci_low ci_high plausible_low plausible_high class (1 better, 2 worse, 3 neither).
left = narrow ? 16 : 314
gap = 36
panel_width = (width - left - 16 - (columns - 1) * gap) / columns

# Legend, drawn with the first panel.
legend = top - (narrow ? 36 : 18)
band_x = narrow ? 16 : 350
band_y = top - 18
if (ascii) {
  set label 11 _('+ better   - worse   o neither, or not clear') at screen X(18), screen Y(legend) left noenhanced
} else {
  do for [k = 1:3] {
    set label 10 + k '' at screen X(24 + 76 * (k - 1)), screen Y(legend) point pointtype class_point[k] pointsize class_size linecolor rgb class_color[k]
    set label 13 + k class_name[k] at screen X(34 + 76 * (k - 1)), screen Y(legend) left font small_font noenhanced
  }
  set object 1 rectangle from screen X(band_x), screen Y(band_y - 6) to screen X(band_x + 26), screen Y(band_y + 6) fillcolor rgb matters_color fillstyle solid border linecolor rgb '#BBBBBB'
  set label 17 _('too small to matter') at screen X(band_x + 32), screen Y(band_y) left font small_font noenhanced
  set label 18 _('better lies to the right') at screen X(width - 16), screen Y(band_y) right font small_font noenhanced
}

set border 1 linecolor rgb '#777777'
unset ytics
set yrange [area:0]
do for [i = 1:panels] {
  col = (i - 1) % columns
  row = (i - 1) / columns
  x = left + col * (panel_width + gap)
  y = top + row * (panel_head + area + 44) + panel_head
  set lmargin at screen X(x)
  set rmargin at screen X(x + panel_width)
  set tmargin at screen Y(y)
  set bmargin at screen Y(y + area)
  set xrange [panel_low[i]:panel_high[i]]
  set xtics panel_low[i], panel_step[i], panel_high[i]
  set label 20 panel_label[i] at screen X(x), screen Y(y - panel_head + 16) left font small_font textcolor rgb dark noenhanced
  do for [k = 1:rows] {
    unset label 100 + k
    if (col == 0) {
      set label 100 + k row_label[k] at screen X(row_heading[k] ? 16 : 28), screen Y(y + row_y[k]) left font small_font textcolor rgb (row_heading[k] ? quiet : dark) noenhanced
    }
  }
  if (!ascii) {
    set object 30 rectangle from first -1, graph 0 to first 1, graph 1 behind fillcolor rgb matters_color fillstyle solid noborder
  }
  set arrow 30 from first 0, graph 0 to first 0, graph 1 nohead linewidth 1 linecolor rgb '#777777'
  kind(class, value) = (class == column(7) ? value : NaN)
  # gnuplot 5.4 ends badly on labels of which none has a place: what is not shown stands far outside
  far(class, value) = (class == column(7) && value == value ? value : 1e9)
  # nothing where an end is missing: comparisons with NaN are false
  span(class, value, low, high) = (class == column(7) && low <= high ? value : NaN)
  if (ascii) {
    plot for [k = 1:3] file index i - 1 using (span(k, $5, $5, $6)):1:($6 - $5):(0) with vectors nohead linetype 0, \
         for [k = 1:3] file index i - 1 using (far(k, $2)):1:(class_letter[k]) with labels
  } else {
    plot for [k = 1:3] file index i - 1 using (span(k, $2, $5, $6)):1:5:6 with xerrorbars pointtype 0 linewidth 1.2 linecolor rgb class_color[k], \
         for [k = 1:3] file index i - 1 using (span(k, $3, $3, $4)):1:($4 - $3):(0) with vectors nohead linewidth 4.5 linecolor rgb class_color[k], \
         for [k = 1:3] file index i - 1 using (kind(k, $2)):1 with points pointtype class_point[k] pointsize class_size linecolor rgb class_color[k]
  }
  if (i == 1) {
    do for [k = 11:18] { unset label k }
    unset label 1
    unset label 2
    unset object 1
  }
}
unset multiplot
