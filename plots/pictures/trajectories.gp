# How boxes were peeled. Data: coverage (%) density (%) chosen; two blocks a panel: find, choose.
gap = 62
left = 62
panel_width = narrow ? width - left - 16 : (width - left - 16 - 2 * gap) / 3
legend = top - (narrow ? 36 : 18)
array sample_color[2] = ['#0072B2', '#D55E00']
array sample_point[2] = [7, 4]
array sample_letter[2] = ['A', 'B']
array sample_name[2] = [_('points that find'), _('points that choose')]
do for [k = 1:2] {
  if (ascii) {
    set label 10 + k sample_letter[k].' '.sample_name[k] at screen X(18 + 220 * (k - 1)), screen Y(legend) left noenhanced
  } else {
    set label 10 + k '' at screen X(24 + (narrow ? 150 : 180) * (k - 1)), screen Y(legend) point pointtype sample_point[k] pointsize class_size linewidth 1.5 linecolor rgb sample_color[k]
    set label 12 + k sample_name[k] at screen X(34 + (narrow ? 150 : 180) * (k - 1)), screen Y(legend) left font small_font noenhanced
  }
}
if (!ascii) {
  set label 15 '' at screen X(narrow ? 24 : 384), screen Y(narrow ? legend + 18 : legend) point pointtype 6 pointsize 2.2 * class_size linewidth 1.5 linecolor rgb dark
  set label 16 _('chosen') at screen X(narrow ? 38 : 398), screen Y(narrow ? legend + 18 : legend) left font small_font noenhanced
}
set xrange [0:102]
set yrange [0:102]
set xtics 0, 25, 100
set ytics 0, 25, 100
do for [i = 1:panels] {
  x = left + ((i - 1) % columns) * (panel_width + gap)
  y = top + ((i - 1) / columns) * pitch + panel_head
  set lmargin at screen X(x)
  set rmargin at screen X(x + panel_width)
  set tmargin at screen Y(y)
  set bmargin at screen Y(y + area)
  set xlabel _('coverage (%)') font small_font textcolor rgb quiet offset 0, 0.4 noenhanced
  set label 20 panel_label[i] at screen X(x - 44), screen Y(y - panel_head + 16) left font small_font textcolor rgb dark noenhanced
  set label 21 _('density (%)') at screen X(x - 44), screen Y(y - panel_head + 32) left font small_font textcolor rgb quiet noenhanced
  set arrow 30 from graph 0, first asked to graph 1, first asked nohead linewidth 1 dashtype 2 linecolor rgb '#777777'
  if (ascii) {
    plot for [s = 0:1] file index 2 * (i - 1) + s using 1:2 with points pointtype 1 + s
  } else {
    plot for [s = 0:1] file index 2 * (i - 1) + s using 1:2 with linespoints linewidth 1.2 dashtype s + 1 pointtype sample_point[s + 1] pointsize 0.6 * class_size linecolor rgb sample_color[s + 1], \
         for [s = 0:1] file index 2 * (i - 1) + s using 1:($3 == 1 ? $2 : NaN) with points pointtype 6 pointsize 2.2 * class_size linewidth 1.5 linecolor rgb dark
  }
  if (i == 1) {
    unset label 1
    unset label 2
    do for [k = 11:16] { unset label k }
  }
}
unset multiplot
