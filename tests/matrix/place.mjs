// place.mjs TABLE... - the SHA-256 of each Arrow table without its columns
// _file and _row, as apache-arrow writes the rest: tests/node.sh runs it.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as arrow from 'apache-arrow';

for (const path of process.argv.slice(2)) {
	const table = arrow.tableFromIPC(readFileSync(path));
	const names = table.schema.fields.map((field) => field.name)
	    .filter((name) => name !== '_file' && name !== '_row');
	const rest = table.select(names);
	const hash = createHash('sha256')
	    .update(JSON.stringify([...table.schema.metadata].sort()))
	    .update(arrow.tableToIPC(rest, 'file'));
	for (const column of rest.schema.fields)
		hash.update(JSON.stringify([...column.metadata].sort()));
	console.log(hash.digest('hex'));
}
