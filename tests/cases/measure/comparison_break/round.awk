BEGIN { FS = OFS = "," }
NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
NR == 1 || $at["indicator"] == "gap" {
	for (i = at["numerator"]; i < at["method"]; i++)
		if ($i ~ /^-?[0-9.]+(e-?[0-9]+)?$/)
			$i = sprintf("%.6g", $i)
	print
}
