# Effects by strength of the response. Data: one block a panel; strength effect ci_low ci_high plausible_low plausible_high.
gap = 62
left = 62
panel_width = narrow ? width - left - 16 : (width - left - 16 - 2 * gap) / 3
set border 3 linecolor rgb '#777777'
set xrange [-0.04:1.04]
set xtics 0, 0.25, 1
has(value, low, high) = (low <= high ? value : NaN)
do for [i = 1:panels] {
  x = left + ((i - 1) % columns) * (panel_width + gap)
  y = top + ((i - 1) / columns) * pitch + panel_head
  set lmargin at screen X(x)
  set rmargin at screen X(x + panel_width)
  set tmargin at screen Y(y)
  set bmargin at screen Y(y + area)
  set yrange [panel_low[i]:panel_high[i]]
  set ytics panel_low[i], panel_step[i], panel_high[i]
  set xlabel panel_x[i] font small_font textcolor rgb quiet offset 0, 0.4 noenhanced
  set label 20 panel_label[i] at screen X(x - 44), screen Y(y - panel_head + 16) left font small_font textcolor rgb dark noenhanced
  set label 21 panel_verdict[i] at screen X(x - 44), screen Y(y - panel_head + 16 + 18 * panel_lines[i]) left font small_font textcolor rgb panel_color[i] noenhanced
  if (!ascii) {
    set object 30 rectangle from graph 0, first -panel_delta[i] to graph 1, first panel_delta[i] behind fillcolor rgb matters_color fillstyle solid noborder
  }
  set arrow 30 from graph 0, first 0 to graph 1, first 0 nohead linewidth 1 linecolor rgb '#777777'
  if (ascii) {
    plot file index i - 1 using 1:2 with lines linetype 0, file index i - 1 using 1:2:('*') with labels
  } else {
    plot file index i - 1 using 1:2 with lines linewidth 1 linecolor rgb panel_color[i], \
         file index i - 1 using 1:(has($2, $5, $6)):5:6 with yerrorbars pointtype 0 linewidth 1.2 linecolor rgb panel_color[i], \
         file index i - 1 using 1:(has($3, $3, $4)):(0):($4 - $3) with vectors nohead linewidth 4.5 linecolor rgb panel_color[i], \
         file index i - 1 using 1:2 with points pointtype 7 pointsize class_size linecolor rgb panel_color[i]
  }
  if (i == 1) {
    unset label 1
    unset label 2
  }
}
unset multiplot
