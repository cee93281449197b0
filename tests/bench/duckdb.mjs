// duckdb.mjs SCRIPT NAME=VALUE... - run a DuckDB script of which ${NAME} are
// replaced by values, in memory.
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [script, ...values] = process.argv.slice(2);
let sql = readFileSync(script, 'utf8');
for (const value of values) {
    const at = value.indexOf('=');
    sql = sql.replaceAll(`\${${value.slice(0, at)}}`, value.slice(at + 1));
}
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
await connection.run(sql);
connection.closeSync();
