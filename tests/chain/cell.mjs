// cell.mjs FILE NAME=CODE... COLUMN - one cell of a published CSV: the column
// of the only row with these codes; names that the file has not are passed over.
import { existsSync, readFileSync } from 'node:fs';

const [file, ...rest] = process.argv.slice(2);
const column = rest.pop();
if (!existsSync(file)) {
	console.error(`${file} is not there`);
	process.exit(1);
}

// The records of a CSV file (RFC 4180).
function parse(text) {
	const records = [[]];
	const pattern = /(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/gy;
	for (let match; (match = pattern.exec(text)) !== null;) {
		records.at(-1).push(match[1]?.replaceAll('""', '"') ?? match[2]);
		if (match[3] === '\n')
			records.push([]);
		else if (match[3] === '')
			break;
	}
	return records.filter((record) => record.length > 1);
}

// Later codes of a name hold.
const wanted = new Map(rest.map((pair) => pair.split('=')));
const [head, ...rows] = parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''));
const found = rows.filter((row) => [...wanted].every(([name, code]) =>
	!head.includes(name) || row[head.indexOf(name)] === code));
if (found.length !== 1 || !head.includes(column)) {
	console.error(`${found.length} rows, columns ${head}`);
	process.exit(1);
}
console.log(found[0][head.indexOf(column)]);
