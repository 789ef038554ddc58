# What all pictures share: where they are drawn, and fonts. Sizes are pixels from the top left corner.
set encoding utf8
ascii = terminal eq 'ascii'
# What the program that draws it may put behind the file's name until the picture is whole.
if (!exists('beside')) beside = ''
if (terminal eq 'svg') {
  set terminal svg size width, height noenhanced font 'sans-serif,13' background 'white'
  set output name.'.svg'.beside
}
if (terminal eq 'png') {
  set terminal pngcairo size width, height noenhanced font 'sans-serif,10' background 'white'
  set output name.'.png'.beside
}
if (terminal eq 'pdf') {
  set terminal pdfcairo size width / 96.0, height / 96.0 noenhanced font 'sans-serif,10'
  set output name.'.pdf'.beside
}
if (ascii) {
  set terminal dumb size 120, height / 15 noenhanced
  set output name.'.txt'.beside
}
X(pixel) = pixel / (width * 1.0)
Y(pixel) = 1 - pixel / (height * 1.0)
title_font = 'sans-serif,'.(terminal eq 'svg' ? '17' : '13')
small_font = 'sans-serif,'.(terminal eq 'svg' ? '12' : '9')

dark = '#222222'
quiet = '#5F5F5F'
pale = '#DDDDDD'
# Differences: better, worse, neither.
array class_color[3] = ['#0072B2', '#D55E00', '#6B6B6B']
array class_point[3] = [7, 4, 8]
array class_letter[3] = ['+', '-', 'o']
array class_name[3] = [_('better'), _('worse'), _('neither, or not clear')]
class_size = terminal eq 'svg' ? 0.75 : 1.0
matters_color = '#ECECEC'
# Strips of months, by kind: the first that appears, the second.
array span_color[2] = ['#C9A227', '#F3E3AE']

set border 3 linecolor rgb '#777777'
set tics nomirror out scale 0.5 textcolor rgb dark
set xtics font small_font
set ytics font small_font
unset key
set multiplot
set label 1 title at screen X(16), screen Y(24) left font title_font textcolor rgb dark noenhanced
set label 2 footnote at screen X(16), screen Y(height - foot_lines * 18) left font small_font textcolor rgb quiet noenhanced
