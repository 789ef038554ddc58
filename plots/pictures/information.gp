# What to find out first. Data: y (pixels), value, low, high.
left = narrow ? 20 : 300
right = width - (narrow ? 30 : 190)
set lmargin at screen X(left)
set rmargin at screen X(right)
set tmargin at screen Y(top)
set bmargin at screen Y(top + area)
set border 1 linecolor rgb '#777777'
unset ytics
set xrange [x_low:x_high]
set yrange [area:0]
set xtics ('' x_low)
do for [k = 1:x_ticks] { set xtics add (x_tick_label[k] x_tick[k]) }
set xlabel x_label noenhanced
set label 3 _('numbers') at screen X(16), screen Y(top - 16) left font small_font textcolor rgb quiet noenhanced
set label 4 (narrow ? _('and how well supported') : _('how well supported')) at screen X(narrow ? 66 : right + 16), screen Y(top - 16) left font small_font textcolor rgb quiet noenhanced
do for [k = 1:bars] {
  set label 10 + k bar_label[k] at screen X(16), screen Y(top + bar_y[k] + 9) left font small_font textcolor rgb dark noenhanced
  set label 100 + k bar_grades[k] at screen X(narrow ? 16 : right + 16), screen Y(top + bar_grades_y[k] + 9) left font small_font textcolor rgb (narrow ? quiet : dark) noenhanced
}
if (ascii) {
  plot file using 2:1 with points
} else {
  if (!narrow) { set grid xtics linetype 1 linecolor rgb pale linewidth 0.8 }
  set style fill solid noborder
  plot file using ($2 / 2):1:($2 / 2):(6) with boxxyerror fillcolor rgb '#56B4E9', \
       file using ($3 <= $4 ? $2 : NaN):1:3:4 with xerrorbars pointtype 0 linewidth 1.6 linecolor rgb '#333333'
}
unset multiplot
