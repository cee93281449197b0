# The columns named, of the comparison only, with 6 digits.
BEGIN {
	FS = ","
	count = split(columns, name, " ")
}
NR == 1 {
	for (i = 1; i <= NF; i++)
		at[$i] = i
}
NR == 1 || $at["indicator"] == "gap" {
	for (i = 1; i <= count; i++) {
		text = $at[name[i]]
		if (text ~ /^-?[0-9.]+(e-?[0-9]+)?$/)
			text = sprintf("%.6g", text)
		printf "%s%s", text, i < count ? "," : "\n"
	}
}
