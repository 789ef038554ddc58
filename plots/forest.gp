# Differences in multiples of the smallest that matters. Data: one block a headline, one row a contrast;
# y difference ci_low ci_high plausible_low plausible_high class (1 better, 2 worse, 3 neither).
file = name.'.dat'
left = 322
gap = 22
panel_width = (width - left - 16 - (columns - 1) * gap) / columns

# Legend, drawn with the first panel.
legend = top - 18
if (!ascii) {
  set label 11 'better' at screen X(34), screen Y(legend) left point pointtype 7 pointsize 0.8 linecolor rgb better_color offset 1, 0 font small_font noenhanced
  set label 12 'worse' at screen X(110), screen Y(legend) left point pointtype 4 pointsize 0.9 linecolor rgb worse_color offset 1, 0 font small_font noenhanced
  set label 13 'neither, or not clear' at screen X(184), screen Y(legend) left point pointtype 8 pointsize 0.8 linecolor rgb neither_color offset 1, 0 font small_font noenhanced
  set object 1 rectangle from screen X(left), screen Y(legend - 6) to screen X(left + 26), screen Y(legend + 6) fillcolor rgb matters_color fillstyle solid border linecolor rgb '#BBBBBB'
  set label 14 'too small to matter' at screen X(left + 32), screen Y(legend) left font small_font noenhanced
  set label 15 'better lies to the right' at screen X(width - 16), screen Y(legend) right font small_font noenhanced
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
  lines_above = panel_head - 8
  set label 20 panel_label[i] at screen X(x), screen Y(y - lines_above + 8) left font small_font textcolor rgb dark noenhanced
  set label 21 panel_unit[i] at screen X(x), screen Y(y - lines_above + 8 + 17 * panel_lines[i]) left font small_font textcolor rgb quiet noenhanced
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
  plot file index i - 1 using (kind(1, $2)):1:5:6 with xerrorbars pointtype 7 pointsize 0 linewidth 1.2 linecolor rgb better_color, \
       file index i - 1 using (kind(2, $2)):1:5:6 with xerrorbars pointtype 4 pointsize 0 linewidth 1.2 linecolor rgb worse_color, \
       file index i - 1 using (kind(3, $2)):1:5:6 with xerrorbars pointtype 8 pointsize 0 linewidth 1.2 linecolor rgb neither_color, \
       file index i - 1 using (kind(1, $3)):1:($4 - $3):(0) with vectors nohead linewidth 4.5 linecolor rgb better_color, \
       file index i - 1 using (kind(2, $3)):1:($4 - $3):(0) with vectors nohead linewidth 4.5 linecolor rgb worse_color, \
       file index i - 1 using (kind(3, $3)):1:($4 - $3):(0) with vectors nohead linewidth 4.5 linecolor rgb neither_color, \
       file index i - 1 using (kind(1, $2)):1 with points pointtype 7 pointsize 0.8 linecolor rgb better_color, \
       file index i - 1 using (kind(2, $2)):1 with points pointtype 4 pointsize 0.9 linecolor rgb worse_color, \
       file index i - 1 using (kind(3, $2)):1 with points pointtype 8 pointsize 0.8 linecolor rgb neither_color
  if (i == 1) {
    do for [k = 11:15] { unset label k }
    unset label 1
    unset label 2
    unset object 1
  }
}
unset multiplot
