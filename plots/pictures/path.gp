# An outcome over time, one panel an arm. Data: one block an arm; month mean p05 p25 p50 p75 p95.
left = 62
gap = 44
panel_width = (width - left - 16 - (columns - 1) * gap) / columns

# Months of a kind stand in a strip above the panel, where they lie over nothing: high for the first kind, low for the second.
array span_low[2] = [1.01, 1.03]
# Legend, drawn with the first panel: in one line, or in three.
legend_x(k) = narrow ? word('18 124 18 190 18 190', k) + 0 : word('18 110 296 482 680 790', k) + 0
legend_y(k) = top - 20 - (narrow ? 18 * (2 - (k - 1) / 2) : 0)
if (!ascii) {
  set arrow 1 from screen X(legend_x(1)), screen Y(legend_y(1)) to screen X(legend_x(1) + 26), screen Y(legend_y(1)) nohead linewidth 2.5 linecolor rgb class_color[1]
  set object 1 rectangle from screen X(legend_x(2)), screen Y(legend_y(2) - 6) to screen X(legend_x(2) + 26), screen Y(legend_y(2) + 6) fillcolor rgb class_color[1] fillstyle transparent solid 0.38 noborder
  set object 2 rectangle from screen X(legend_x(3)), screen Y(legend_y(3) - 6) to screen X(legend_x(3) + 26), screen Y(legend_y(3) + 6) fillcolor rgb class_color[1] fillstyle transparent solid 0.16 noborder
  set label 11 _('mean') at screen X(legend_x(1) + 32), screen Y(legend_y(1)) left font small_font noenhanced
  set label 12 _('middle half of runs') at screen X(legend_x(2) + 32), screen Y(legend_y(2)) left font small_font noenhanced
  set label 13 _('middle 90 % of runs') at screen X(legend_x(3) + 32), screen Y(legend_y(3)) left font small_font noenhanced
  if (n > 1) {
    set arrow 2 from screen X(legend_x(4)), screen Y(legend_y(4)) to screen X(legend_x(4) + 30), screen Y(legend_y(4)) nohead linewidth 1.6 dashtype 2 linecolor rgb '#555555'
    set label 14 _('mean of the baseline') at screen X(legend_x(4) + 36), screen Y(legend_y(4)) left font small_font noenhanced
  }
  do for [k = 5:6] {
    if (strlen(span_label[k - 4]) > 0) {
      set object k rectangle from screen X(legend_x(k)), screen Y(legend_y(k) - 6) to screen X(legend_x(k) + 26), screen Y(legend_y(k) + 6) fillcolor rgb span_color[k - 4] fillstyle solid border linecolor rgb '#8A6D1B'
      set label 10 + k span_label[k - 4] at screen X(legend_x(k) + 32), screen Y(legend_y(k)) left font small_font noenhanced
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
      set object 100 + k rectangle from first word(spans[i], 3 * k - 2) / x_per, graph span_low[int(word(spans[i], 3 * k))] to first word(spans[i], 3 * k - 1) / x_per, graph 1.05 noclip fillcolor rgb span_color[int(word(spans[i], 3 * k))] fillstyle solid border linecolor rgb '#8A6D1B'
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
    do for [k = 1:6] { unset object k }
  }
}
unset multiplot
