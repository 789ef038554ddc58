# An outcome over time, one panel an arm. Data: one block an arm; month mean p05 p25 p50 p75 p95.
file = name.'.dat'
left = 62
gap = 44
panel_width = (width - left - 16 - (columns - 1) * gap) / columns

# Legend, drawn with the first panel.
legend = top - 20
if (!ascii) {
  set arrow 1 from screen X(18), screen Y(legend) to screen X(44), screen Y(legend) nohead linewidth 2.5 linecolor rgb class_color[1]
  set object 1 rectangle from screen X(110), screen Y(legend - 6) to screen X(136), screen Y(legend + 6) fillcolor rgb class_color[1] fillstyle transparent solid 0.38 noborder
  set object 2 rectangle from screen X(296), screen Y(legend - 6) to screen X(322), screen Y(legend + 6) fillcolor rgb class_color[1] fillstyle transparent solid 0.16 noborder
  set label 11 'mean' at screen X(50), screen Y(legend) left font small_font noenhanced
  set label 12 'middle half of runs' at screen X(142), screen Y(legend) left font small_font noenhanced
  set label 13 'middle 90 % of runs' at screen X(328), screen Y(legend) left font small_font noenhanced
  if (n > 1) {
    set arrow 2 from screen X(482), screen Y(legend) to screen X(512), screen Y(legend) nohead linewidth 1.6 dashtype 2 linecolor rgb '#555555'
    set label 14 'mean of the baseline' at screen X(518), screen Y(legend) left font small_font noenhanced
  }
  do for [k = 1:2] {
    if (strlen(span_label[k]) > 0) {
      set object 2 + k rectangle from screen X(570 + 110 * k), screen Y(legend - 6) to screen X(596 + 110 * k), screen Y(legend + 6) fillcolor rgb span_color[k] fillstyle solid border linecolor rgb '#D8C48A'
      set label 14 + k span_label[k] at screen X(602 + 110 * k), screen Y(legend) left font small_font noenhanced
    }
  }
}

set xrange [0:x_max]
set yrange [y_low:y_high]
set xtics 0, x_step, x_max
set ytics y_low, y_step, y_high
if (!ascii) { set grid ytics linetype 1 linecolor rgb pale linewidth 0.8 }
do for [i = 1:n] {
  col = (i - 1) % columns
  row = (i - 1) / columns
  x = left + col * (panel_width + gap)
  y = top + row * (panel_head + panel_height + panel_foot) + panel_head
  set lmargin at screen X(x)
  set rmargin at screen X(x + panel_width)
  set tmargin at screen Y(y)
  set bmargin at screen Y(y + panel_height)
  set label 20 arm_label[i] at screen X(x), screen Y(y - panel_head + 12) left textcolor rgb dark noenhanced
  set label 21 (col == 0 ? y_label : '') at screen X(14), screen Y(y + panel_height / 2) center rotate by 90 textcolor rgb dark noenhanced
  set xlabel (i + columns > n ? x_label : '') offset 0, 0.4 noenhanced
  spans_here = words(spans[i]) / 3
  if (!ascii) {
    do for [k = 1:spans_here] {
      set object 100 + k rectangle from first word(spans[i], 3 * k - 2) / x_per, graph 0 to first word(spans[i], 3 * k - 1) / x_per, graph 1 behind fillcolor rgb span_color[int(word(spans[i], 3 * k))] fillstyle solid noborder
    }
  }
  c = arm_color[i]
  if (ascii) {
    plot file index baseline - 1 using ($1 / x_per):2 with dots, file index i - 1 using ($1 / x_per):2 with lines
  } else {
    plot file index i - 1 using ($1 / x_per):3:7 with filledcurves fillcolor rgb c fillstyle transparent solid 0.16 noborder, \
         file index i - 1 using ($1 / x_per):4:6 with filledcurves fillcolor rgb c fillstyle transparent solid 0.38 noborder, \
         file index baseline - 1 using ($1 / x_per):2 with lines linewidth 1.6 dashtype 2 linecolor rgb '#555555', \
         file index i - 1 using ($1 / x_per):2 with lines linewidth 2.5 linecolor rgb c
    do for [k = 1:spans_here] { unset object 100 + k }
  }
  if (i == 1) {
    unset label
    unset arrow
    do for [k = 1:4] { unset object k }
  }
}
unset multiplot
