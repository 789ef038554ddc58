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
set yrange [rows + 0.5:0.5]
first = 1
do for [i = 1:panels] {
  do for [c = 1:columns] {
    x = left + (c - 1) * (panel_width + gap)
    y = top + (i - 1) * (area + (narrow ? 112 : 94)) + (narrow ? 46 : 28)
    set lmargin at screen X(x)
    set rmargin at screen X(x + panel_width)
    set tmargin at screen Y(y)
    set bmargin at screen Y(y + area)
    set xrange [panel_low[i]:panel_high[i]]
    set xtics panel_low[i], panel_step[i], panel_high[i]
    set xlabel panel_unit[i] font small_font textcolor rgb quiet offset 0, 0.5 noenhanced
    if (c == 1) {
      set label 20 panel_label[i] at screen X(16), screen Y(y - (narrow ? 34 : 14)) left textcolor rgb dark noenhanced
      do for [k = 1:rows] {
        set label 100 + k row_label[k] at screen X(narrow ? 16 : 28), screen Y(y + (k - 0.5) * row - (narrow ? 9 : 0)) left font small_font textcolor rgb dark noenhanced
      }
    } else {
      unset label 20
      do for [k = 1:rows] { unset label 100 + k }
    }
    do for [k = 1:rows] {
      at_low = narrow ? k : k - 0.5
      at_high = narrow ? k + 0.44 : k + 0.5
      if (!ascii) {
        set object 30 + k rectangle from first -panel_delta[i], first at_low to first panel_delta[i], first at_high behind fillcolor rgb matters_color fillstyle solid noborder
      }
      set arrow 40 + k from first 0, first at_low to first 0, first at_high nohead linewidth 1 linecolor rgb '#777777'
    }
    set arrow 31 from graph 0, first 1.5 to graph 1, first 1.5 nohead linewidth 1 linecolor rgb pale
    kind(class, value) = (class == column(7) ? value : NaN)
    # gnuplot 5.4 ends badly on labels of which none has a place: what is not shown stands far outside
    far(class, value) = (class == column(7) && value == value ? value : 1e9)
    # nothing where an end is missing: comparisons with NaN are false
    span(class, value, low, high) = (class == column(7) && low <= high ? value : NaN)
    block = (i - 1) * columns + c - 1
    if (ascii) {
      plot for [k = 1:3] file index block using (span(k, $5, $5, $6)):($1 + shift):($6 - $5):(0) with vectors nohead linetype 0, \
           for [k = 1:3] file index block using (far(k, $2)):($1 + shift):(class_letter[k]) with labels
    } else {
      plot for [k = 1:3] file index block using (span(k, $2, $5, $6)):($1 + shift):5:6 with xerrorbars pointtype 0 linewidth 1.2 linecolor rgb class_color[k], \
           for [k = 1:3] file index block using (span(k, $3, $3, $4)):($1 + shift):($4 - $3):(0) with vectors nohead linewidth 4.5 linecolor rgb class_color[k], \
           for [k = 1:3] file index block using (kind(k, $2)):($1 + shift) with points pointtype class_point[k] pointsize class_size linecolor rgb class_color[k]
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
unset multiplot
