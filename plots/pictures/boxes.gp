# A box and the points of its design. Data: x y; blocks 0 and 1: so, not so, where all that is not shown fits; 2 and 3: elsewhere.
left = narrow ? 112 : 150
right = narrow ? width - 20 : 652
# Legend and words stand beside, or below.
text = narrow ? 16 : right + 24
words_top = narrow ? top + area + 56 + 18 * tick_lines : top
array mark_point[2] = [class_point[class], 8]
array mark_color[2] = [class_color[class], class_color[3]]
array mark_letter[2] = ['A', 'B']
array mark_name[2] = [class_name[class], _('not ').class_name[class]]
do for [k = 1:2] {
  if (ascii) {
    set label 10 + k mark_letter[k].' '.mark_name[k] at screen X(text), screen Y(words_top + 26 * k - 18) left noenhanced
  } else {
    set label 10 + k '' at screen X(text + 6), screen Y(words_top + 8 + 22 * (k - 1)) point pointtype mark_point[k] pointsize class_size linewidth 1.5 linecolor rgb mark_color[k]
    set label 12 + k mark_name[k] at screen X(text + 22), screen Y(words_top + 8 + 22 * (k - 1)) left font small_font noenhanced
    set label 14 + k '' at screen X(text + 2 + 10 * (k - 1)), screen Y(words_top + 52) point pointtype mark_point[k] pointsize 0.5 * class_size linecolor rgb mark_color[k]
  }
}
if (!ascii) {
  set label 17 _('outside for a reason not shown') at screen X(text + 22), screen Y(words_top + 52) left font small_font noenhanced
  set object 1 rectangle from screen X(text), screen Y(words_top + 67) to screen X(text + 14), screen Y(words_top + 79) fillcolor rgb '#F6EBC8' fillstyle solid border linecolor rgb dark linewidth 1.5
  set label 18 _('the box') at screen X(text + 22), screen Y(words_top + 74) left font small_font noenhanced
}
set label 20 sentence at screen X(text), screen Y(words_top + 114) left font small_font textcolor rgb dark noenhanced
set label 21 numbers at screen X(text), screen Y(words_top + 114 + 18 * sentence_lines + 12) left font small_font textcolor rgb quiet noenhanced
set lmargin at screen X(left)
set rmargin at screen X(right)
set tmargin at screen Y(top)
set bmargin at screen Y(top + area)
if (x_log) { set logscale x }
if (y_log) { set logscale y }
set xrange [x_low:x_high]
set yrange [y_low:y_high]
if (x_ticks > 0) { set xtics () }
if (y_ticks > 0) { set ytics () }
do for [k = 1:x_ticks] { set xtics add (x_tick[k] k - 1) }
do for [k = 1:y_ticks] { set ytics add (y_tick[k] k - 1) }
if (x_counted) { set xtics 1 }
if (y_counted) { set ytics 1 }
set label 23 x_label at screen X(narrow ? width / 2 : (left + right) / 2), screen Y(top + area + 24 + 18 * tick_lines) center font small_font textcolor rgb quiet noenhanced
set label 22 y_label at screen X(22), screen Y(top + area / 2) center rotate by 90 font small_font textcolor rgb quiet noenhanced
do for [k = 1:rects] {
  b = 4 * (k - 1)
  if (ascii) {
    set object 30 + k rectangle from first rect[b + 1], first rect[b + 2] to first rect[b + 3], first rect[b + 4] fillstyle empty border
  } else {
    set object 30 + k rectangle from first rect[b + 1], first rect[b + 2] to first rect[b + 3], first rect[b + 4] behind fillcolor rgb '#F6EBC8' fillstyle solid border linecolor rgb dark linewidth 1.5
  }
}
if (one) {
  set arrow 30 from graph 0, first 0 to graph 1, first 0 nohead linewidth 1 linecolor rgb '#777777'
  set arrow 31 from graph 0, first size to graph 1, first size nohead linewidth 1 dashtype 2 linecolor rgb dark
}
if (ascii) {
  plot for [b = 0:3] file index b using 1:2 with points pointtype 1 + b % 2
} else {
  plot for [b = 3:0:-1] file index b using 1:2 with points pointtype mark_point[1 + b % 2] pointsize (b < 2 ? 1 : 0.5) * class_size linewidth 1.5 linecolor rgb mark_color[1 + b % 2]
}
unset multiplot
