# What lines buy. Data: one block a line: thousands moved, change, low, high, class (0 as it stands), per cent.
left = 84
gap = 28
panel_width = (width - left - 16 - (columns - 1) * gap) / columns
legend = top - (narrow ? 32 : 14)
band_x = narrow ? 16 : 350
band_y = top - 14
if (ascii) {
  set label 11 _('+ better   - worse   o neither, or not clear') at screen X(18), screen Y(legend) left noenhanced
} else {
  do for [k = 1:3] {
    set label 10 + k '' at screen X(24 + 76 * (k - 1)), screen Y(legend) point pointtype class_point[k] pointsize class_size linecolor rgb class_color[k]
    set label 13 + k class_name[k] at screen X(34 + 76 * (k - 1)), screen Y(legend) left font small_font noenhanced
  }
  set object 1 rectangle from screen X(band_x), screen Y(band_y - 6) to screen X(band_x + 26), screen Y(band_y + 6) fillcolor rgb matters_color fillstyle solid border linecolor rgb '#BBBBBB'
  set label 17 _('too small to matter') at screen X(band_x + 32), screen Y(band_y) left font small_font noenhanced
}
if (panels > 0) {
  set label 3 y_label at screen X(14), screen Y(narrow ? top + panel_head + area / 2 : (top + bottom) / 2) center rotate by 90 font small_font textcolor rgb dark noenhanced
  set label 4 x_label at screen X(width / 2), screen Y(bottom + 4) center font small_font textcolor rgb dark noenhanced
}
set border 1 linecolor rgb '#777777'
set yrange [y_low:y_high]
do for [i = 1:panels] {
  col = (i - 1) % columns
  row = (i - 1) / columns
  x = left + col * (panel_width + gap)
  y = top + row * (panel_head + area + below) + panel_head
  set lmargin at screen X(x)
  set rmargin at screen X(x + panel_width)
  set tmargin at screen Y(y)
  set bmargin at screen Y(y + area)
  set xrange [x_low[i]:x_high[i]]
  set xtics x_from[i], x_step[i], x_high[i]
  if (col == 0) { set ytics y_low, y_step, y_high } else { set ytics ('' 0) }
  set label 20 panel_label[i] at screen X(x), screen Y(y - panel_head + 12) left font small_font textcolor rgb dark noenhanced
  if (!ascii) {
    set object 30 rectangle from graph 0, first -delta to graph 1, first delta behind fillcolor rgb matters_color fillstyle solid noborder
    set grid ytics linetype 1 linecolor rgb pale linewidth 0.6
  }
  set arrow 30 from graph 0, first 0 to graph 1, first 0 nohead linewidth 1 linecolor rgb '#777777'
  set arrow 31 from first 0, graph 0 to first 0, graph 1 nohead linewidth 1 linecolor rgb '#777777'
  kind(class, value) = (class == column(5) ? value : NaN)
  far(class, value) = (class == column(5) && value == value ? value : 1e9)
  if (ascii) {
    plot for [k = 1:3] file index i - 1 using 1:(far(k, $2)):(class_letter[k]) with labels
  } else {
    plot file index i - 1 using 1:2 smooth unique with lines linewidth 1 linecolor rgb '#AAAAAA', \
         for [k = 1:3] file index i - 1 using 1:(kind(k, $2)):3:4 with yerrorbars pointtype class_point[k] pointsize class_size linewidth 1.6 linecolor rgb class_color[k]
  }
  if (i == 1) {
    do for [k = 11:17] { unset label k }
    do for [k = 1:4] { unset label k }
    unset object 1
  }
}
unset multiplot
