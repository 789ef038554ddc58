# Differences within groups. Data: one block a panel, in rows of panels (headline) by columns (contrast);
# row difference ci_low ci_high plausible_low plausible_high class (1 better, 2 worse, 3 neither).
left = narrow ? 16 : 264
gap = 42
area = rows * row
panel_width = (width - left - 16 - (columns - 1) * gap) / columns

# Legend and headings of columns, drawn with the first panel.
legend = top - column_lines * 18 - (narrow ? 40 : 22)
band_x = narrow ? 16 : 350
band_y = top - column_lines * 18 - 22
# Labels stand beside their marks, or above them.
shift = narrow ? 0.22 : 0
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
do for [c = 1:columns] {
  set label 40 + c column_label[c] at screen X(left + (c - 1) * (panel_width + gap)), screen Y(top - column_lines * 18 + 4) left font small_font textcolor rgb dark noenhanced
}

set border 1 linecolor rgb '#777777'
unset ytics
first = 1
kind(class, value) = (class == column(7) ? value : NaN)
# gnuplot 5.4 ends badly on labels of which none has a place: what is not shown stands far outside
far(class, value) = (class == column(7) && value == value ? value : 1e9)
# nothing where an end is missing: comparisons with NaN are false
span(class, value, low, high) = (class == column(7) && low <= high ? value : NaN)
do for [i = 1:panels] {
  do for [c = 1:columns] {
    x = left + (c - 1) * (panel_width + gap)
    set lmargin at screen X(x)
    set rmargin at screen X(x + panel_width)
    block = (i - 1) * columns + c - 1
    # All together, and below it, on an axis of their own, the groups.
    do for [part = 1:2] {
      begin = part == 1 ? 1 : 2
      finish = part == 1 ? 1 : rows
      y = top + (i - 1) * (area + between + (narrow ? 112 : 94)) + (narrow ? 46 : 28) + (part == 1 ? 0 : row + between)
      set tmargin at screen Y(y)
      set bmargin at screen Y(y + (finish - begin + 1) * row)
      a = 2 * i - 2 + part
      set xrange [axis_low[a]:axis_high[a]]
      set xtics axis_low[a], axis_step[a], axis_high[a]
      set yrange [finish + 0.5:begin - 0.5]
      if (part == 2) {
        set xlabel panel_unit[i] font small_font textcolor rgb quiet offset 0, 0.5 noenhanced
      } else {
        unset xlabel
      }
      if (c == 1) {
        if (part == 1) { set label 20 panel_label[i] at screen X(16), screen Y(y - (narrow ? 34 : 14)) left textcolor rgb dark noenhanced }
        do for [k = begin:finish] {
          set label 100 + k row_label[k] at screen X(narrow ? 16 : 28), screen Y(y + (k - begin + 0.5) * row - (narrow ? 9 : 0)) left font small_font textcolor rgb dark noenhanced
        }
      }
      do for [k = begin:finish] {
        at_low = narrow ? k : k - 0.5
        at_high = narrow ? k + 0.44 : k + 0.5
        if (!ascii) {
          set object 30 + k rectangle from first -panel_delta[i], first at_low to first panel_delta[i], first at_high behind fillcolor rgb matters_color fillstyle solid noborder clip
        }
        set arrow 40 + k from first 0, first at_low to first 0, first at_high nohead linewidth 1 linecolor rgb '#777777'
      }
      if (ascii) {
        plot for [k = 1:3] file index block every ::(begin - 1)::(finish - 1) using (span(k, $5, $5, $6)):($1 + shift):($6 - $5):(0) with vectors nohead linetype 0, \
             for [k = 1:3] file index block every ::(begin - 1)::(finish - 1) using (far(k, $2)):($1 + shift):(class_letter[k]) with labels
      } else {
        plot for [k = 1:3] file index block every ::(begin - 1)::(finish - 1) using (span(k, $2, $5, $6)):($1 + shift):5:6 with xerrorbars pointtype 0 linewidth 1.2 linecolor rgb class_color[k], \
             for [k = 1:3] file index block every ::(begin - 1)::(finish - 1) using (span(k, $3, $3, $4)):($1 + shift):($4 - $3):(0) with vectors nohead linewidth 4.5 linecolor rgb class_color[k], \
             for [k = 1:3] file index block every ::(begin - 1)::(finish - 1) using (kind(k, $2)):($1 + shift) with points pointtype class_point[k] pointsize class_size linecolor rgb class_color[k]
      }
      unset label 20
      do for [k = begin:finish] {
        unset label 100 + k
        unset object 30 + k
        unset arrow 40 + k
      }
      if (first) {
        do for [k = 11:18] { unset label k }
        do for [k = 41:40 + columns] { unset label k }
        unset label 1
        unset label 2
        unset object 1
        first = 0
      }
    }
  }
}
unset multiplot
