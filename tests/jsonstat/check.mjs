// check.mjs - the reports in other people's readers:
//	tests/node.sh tests/jsonstat/check.mjs [BIN_DIR [REPORT_DIR]]
// The cases report/small and report/comparisons (and the reports of REPORT_DIR,
// if given) must be valid by tests/schemas, and what npm jsonstat-toolkit reads
// in the JSON must be what stands in the CSV.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync }
	from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import Ajv from 'ajv';
import JSONstat from 'jsonstat-toolkit';

const here = dirname(new URL(import.meta.url).pathname);
const bin = resolve(process.argv[2] ?? 'build/bin');
const cases = resolve(here, '..', 'cases', 'report');
const parts = ['value', 'lower', 'upper', 'numerator', 'denominator'];
const ajv = new Ajv({ allErrors: false, allowUnionTypes: true });
let passed = 0;
let failed = 0;

function check(name, test) {
	try {
		test();
		passed++;
	} catch (error) {
		failed++;
		console.log(`FAIL ${name}\n${error.message}`);
	}
}

function equal(found, expected, what) {
	if (found !== expected)
		throw new Error(`${what}: found ${found}, expected ${expected}`);
}

const readJSON = (path) => JSON.parse(readFileSync(path, 'utf8'));

const schemas = new Map();
function valid(data, schema) {
	if (!schemas.has(schema))
		schemas.set(schema, ajv.compile(readJSON(
		    resolve(here, '..', 'schemas', `${schema}.schema.json`))));
	const test = schemas.get(schema);
	if (!test(data))
		throw new Error(ajv.errorsText(test.errors));
}

// RFC 4180, enough for our own output.
function readCSV(text) {
	const rows = [];
	for (const line of text.trimEnd().split('\n')) {
		const cells = [];
		for (const match of
		    line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g))
			cells.push(match[1]?.replaceAll('""', '"') ??
			    match[2].replace(/^'(?=[=+@-])/, ''));
		rows.push(cells);
	}
	const [head, ...body] = rows;
	return body.map((cells) => Object.fromEntries(
	    head.map((name, i) => [name, cells[i]])));
}

// The observations of the CSV by the codes of the dataset's dimensions.
function index(rows, dataset) {
	const held = dataset.extension.held;
	const ids = dataset.id.filter((id) => id !== 'metric');
	const found = new Map();
	for (const row of rows)
		if (row.indicator === dataset.extension.indicator &&
		    Object.entries(held).every(([id, code]) => row[id] === code))
			found.set(ids.map((id) => row[id]).join('\t'), row);
	return found;
}

// What a cell without an observation must be: a statistic that cannot be there,
// or people that are not, are not applicable; else it is not in the source.
function absent(dataset, at) {
	const reason = dataset.extension.reason[at];
	if (['declared', 'zero_denominator'].includes(reason))
		return 'not_applicable';
	equal(reason, 'not_in_source', `cell ${at}: reason`);
	return 'missing';
}

// Every cell as the toolkit gives it; data() by number is its fast way, by
// codes its slow one: tried on every 997th cell.
function compare(dataset, rows) {
	const ids = dataset.id.filter((id) => id !== 'metric');
	const lists = ids.map((id) => dataset.Dimension(id).id);
	const cells = index(rows, dataset);
	const codes = [];
	let at = 0;
	let seen = 0;
	const walk = (depth) => {
		if (depth < lists.length) {
			for (codes[depth] of lists[depth])
				walk(depth + 1);
			return;
		}
		const row = cells.get(codes.join('\t'));
		if (row !== undefined)
			seen++;
		const query = Object.fromEntries(
		    ids.map((id, i) => [id, codes[i]]));
		for (const part of parts) {
			const cell = at % 997 === 0
			    ? dataset.Data({ ...query, metric: part })
			    : { value: dataset.value[at],
				status: dataset.status?.[at] };
			const what = `${codes.join(' ')} ${part}`;
			const number = row?.[part] ?? '';
			equal(cell.value, number === '' ? null : Number(number),
			    what);
			equal(cell.status ?? 'ok', row?.status ??
			    absent(dataset, at - at % parts.length),
			    `${what}: status`);
			at++;
		}
	};
	walk(0);
	equal(at, dataset.n, 'cells');
	equal(seen, cells.size, 'observations of the CSV that were met');
	if (seen === 0)
		throw new Error('nothing was compared');
}

// Both languages and the definition stand beside the figures.
function complete(data) {
	const both = (text) => {
		if (!text?.ru || !text?.en)
			throw new Error(`not in both languages: ${text}`);
	};
	both(data.extension.label);
	data.extension.notes.forEach(both);
	data.extension.sources.forEach(both);
	for (const definition of data.extension.definitions) {
		both(definition.label);
		both(definition.text);
		both(definition.source);
	}
	if (data.extension.publication !== undefined) {
		equal(data.extension.publication, 'not_for_publication', 'heading');
		both(data.extension.publication_reason);
	}
	for (const dataset of data.link.item)
		for (const [id, dimension] of Object.entries(dataset.dimension)) {
			both(dimension.extension.label);
			dimension.category.index.forEach((code) =>
				both(dimension.extension.categories[code]));
			equal(dimension.category.index.length,
			    dataset.size[dataset.id.indexOf(id)], `size of ${id}`);
		}
}

// The decimals of units that the definition does not choose.
const fixed = new Map([['ratio', 2], ['score', 2], ['probability', 3]]);
const signs = new Map([['percent', /^%$/],
	['percentage_point', /^(п\.п\.|pp)$/]]);

// Statistics of a series or a comparison have units of their own, then their
// dimension is a metric, too; else the value has one.
function units(dataset) {
	for (const id of dataset.role.metric)
		if (dataset.dimension[id].category.unit === undefined)
			throw new Error(`no units of ${id}`);
	const { statistic, metric } = dataset.dimension;
	const { unit } = metric.category;
	equal(unit.value === undefined, statistic !== undefined, 'unit of value');
	if (statistic === undefined)
		return;
	for (const code of statistic.category.index) {
		const one = statistic.category.unit[code];
		const count = ['level', 'sen_slope'].includes(code) ||
		    code.startsWith('change');
		equal(!fixed.has(one.label) && !signs.has(one.label), count,
		    `unit of ${code}`);
		equal(signs.get(one.label)?.test(one.symbol), signs.has(one.label)
		    ? true : undefined, `symbol of ${code}`);
		// A slope is a median of quotients, the definition's to round.
		if (fixed.has(one.label) || (count && code !== 'sen_slope'))
			equal(one.decimals, fixed.get(one.label) ?? 0,
			    `decimals of ${code}`);
	}
}

// What a reader needs to give every cell its SDMX codes stands beside them.
function sdmx(dataset) {
	const { statuses, reason } = dataset.extension;
	for (const [at, status] of Object.entries(dataset.status ?? {})) {
		const why = reason[at - at % parts.length];
		const { OBS_STATUS, CONF_STATUS } = statuses[status];
		const code = CONF_STATUS[why] ?? CONF_STATUS;
		const hidden = status === 'confidential';
		equal(OBS_STATUS.length, 1, `OBS_STATUS of cell ${at}`);
		equal(code, !hidden ? 'F' : why === 'secondary' ? 'D' : 'C',
		    `CONF_STATUS of cell ${at}`);
	}
}

function report(json, csv) {
	const data = readJSON(json);
	check(`${json}: schema`, () => valid(data, 'jsonstat'));
	check(`${json}: languages`, () => complete(data));
	check(`${json}: units`, () => data.link.item.forEach(units));
	check(`${json}: SDMX`, () => data.link.item.forEach(sdmx));
	const collection = JSONstat(data);
	check(`${json}: collection`, () => {
		equal(collection.class, 'collection', 'class');
		equal(collection.length, data.link.item.length, 'datasets');
	});
	const rows = readCSV(readFileSync(csv, 'utf8'));
	for (let i = 0; i < data.link.item.length; i++)
		check(`${json}: dataset ${i}`, () =>
			compare(JSONstat(data.link.item[i]), rows));
}

function small(folder) {
	const run = (format, ...args) => execFileSync(join(bin, 'report'), [
		'-d', 'report.json', '-i', 'rate.json', '-r', 'regions.json',
		'-r', 'sex.json', '-f', format, '-o',
		join(folder, `small.${format}`), ...args, 'observations.arrow'
	], { cwd: join(cases, 'small') });
	run('json', '--release', '2026-11-22');
	run('csv');
	report(join(folder, 'small.json'), join(folder, 'small.csv'));
	const data = readJSON(join(folder, 'small.json'));
	// By hand: 61 of 138 men, 44.2 %; the men of the city are hidden.
	const dataset = JSONstat(data).Dataset(0);
	const cell = (territory, sex, metric) =>
		dataset.Data({ period: '2024', territory, sex, metric });
	check('small: men', () => {
		equal(cell('XX', 'M', 'numerator').value, 61, 'numerator');
		equal(cell('XX', 'M', 'value').value.toFixed(1), '44.2', 'value');
		equal(cell('XX-D', 'M', 'value').value, null, 'hidden');
		equal(cell('XX-D', 'M', 'value').status, 'confidential', 'status');
		equal(dataset.role.geo[0], 'territory', 'geo');
		equal(data.updated, '2026-11-22', 'updated');
	});
	check('small: a broken dataset is not valid', () => {
		data.link.item[0].value.push('x', {});
		let thrown = false;
		try {
			valid(data, 'jsonstat');
		} catch {
			thrown = true;
		}
		equal(thrown, true, 'refused');
	});
}

// What is compared stands beside the figures, with the method of each.
function comparisons(folder) {
	const run = (format) => execFileSync('sh', ['-c', `
		report -d report.json -i rate.json -i gap.json -i change.json \
			-i unlike.json -r regions.json -r disability.json \
			-r colleges.json -r programmes.json \
			-r statistics.json -f ${format} \
			-o ${join(folder, `comparisons.${format}`)} \
			observations.arrow`
	], { cwd: join(cases, 'comparisons'),
		env: { ...process.env, PATH: `${bin}:${process.env.PATH}` } });
	run('json');
	run('csv');
	report(join(folder, 'comparisons.json'), join(folder, 'comparisons.csv'));
	const data = readJSON(join(folder, 'comparisons.json'));
	const [, gap, , colleges] = data.extension.definitions;
	check('comparisons: definitions', () => {
		equal(gap.comparison.kind, 'groups', 'kind');
		equal(gap.comparison.group, 'yes', 'group');
		equal(gap.unit, undefined, 'unit');
		equal(gap.comparison.methods[0].method, 'newcombe', 'method');
		if (!/Newcombe \(1998\)/.test(gap.comparison.methods[0].source))
			throw new Error('no source of the method');
		equal(colleges.comparison.methods.find(
		    ({ statistic }) => statistic === 'funnel_998').method,
		'funnel_exact', 'method of the funnel');
	});
	// By hand: 45 of 100 less 375 of 600, 17.5 points below.
	const dataset = JSONstat(data).Dataset(1);
	check('comparisons: gap', () => {
		const query = { period: '2024', statistic: 'difference' };
		equal(dataset.extension.indicator, 'gap', 'indicator');
		equal(dataset.Data({ ...query, metric: 'value' }).value, -17.5,
		    'value');
		equal(dataset.Data({ ...query, metric: 'numerator' }).value, null,
		    'numerator');
		equal(Object.keys(dataset.extension.flags).join(), 'below', 'flags');
	});
}

function published(folder) {
	for (const name of ['quality', 'run', 'timing'])
		if (existsSync(join(folder, `${name}.json`)))
			check(`${folder}/${name}.json`, () => valid(
			    readJSON(join(folder, `${name}.json`)), name));
	for (const file of readdirSync(folder)) {
		const csv = join(folder, file.replace(/json$/, 'csv'));
		if (file.endsWith('.json') && existsSync(csv))
			report(join(folder, file), csv);
	}
}

const folder = mkdtempSync(join(tmpdir(), 'jsonstat-'));
try {
	small(folder);
	comparisons(folder);
	const own = ['records_good', 'records_joined'].map((name) =>
		join(cases, name, 'expected'));
	(process.argv[3] ? [process.argv[3]] : own).forEach(published);
} finally {
	rmSync(folder, { recursive: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
