# Curves. Data: for each panel a block of value, mean, low, high, and one of values in sets of assumptions.
left = narrow ? 72 : 88
gap = 64
panel_width = (width - left - 20 - (columns - 1) * gap) / columns
set border 3 linecolor rgb '#777777'
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
  if (by_logarithm[i]) { set logscale x } else { unset logscale x }
  set xrange [x_low[i]:x_high[i]]
  set xtics ('' x_low[i])
  do for [k = 1:ticks[i]] { set xtics add (tick_label[(i - 1) * most_ticks + k] tick[(i - 1) * most_ticks + k]) }
  set ytics y_low, y_step, y_high
  set label 20 panel_label[i] at screen X(narrow ? 16 : x - 40), screen Y(y - panel_head + 14) left font small_font textcolor rgb dark noenhanced
  set label 21 x_label[i] at screen X(narrow ? width / 2 : x + panel_width / 2), screen Y(y + area + 40) center font small_font textcolor rgb quiet noenhanced
  if (col == 0) {
    set label 22 y_label at screen X(22), screen Y(y + area / 2) center rotate by 90 font small_font textcolor rgb dark noenhanced
  } else { unset label 22 }
  if (!ascii) {
    set object 30 rectangle from graph 0, first matters_about - matters to graph 1, first matters_about + matters behind fillcolor rgb matters_color fillstyle solid noborder
  }
  set arrow 30 from graph 0, first 0 to graph 1, first 0 nohead linewidth 1 linecolor rgb '#777777'
  if (ascii) {
    plot file index 2 * (i - 1) using 1:2 with lines linetype 0
  } else {
    set style fill transparent solid 0.35 noborder
    plot file index 2 * (i - 1) using 1:3:4 with filledcurves linecolor rgb '#56B4E9', \
         file index 2 * (i - 1) using 1:(average) with lines dashtype 2 linewidth 1 linecolor rgb '#777777', \
         file index 2 * (i - 1) using 1:2 with lines linewidth 2.4 linecolor rgb '#0072B2', \
         file index 2 * (i - 1) + 1 using 1:(y_low):(0):(0.035 * (y_high - y_low)) with vectors nohead linewidth 0.8 linecolor rgb '#333333', \
         '+' using (x_start[i]):(y_low + 0.06 * (y_high - y_low)) every ::0::0 with points pointtype 6 pointsize 1 linewidth 1.5 linecolor rgb '#D55E00'
  }
  if (i == 1) {
    unset label 1
    unset label 2
  }
}
unset multiplot
