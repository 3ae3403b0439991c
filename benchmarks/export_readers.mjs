// What readers written in JavaScript make of an export: node export_readers.mjs PACKAGES KIND FILE, JSON on standard output.
//
// PACKAGES is a folder in which this was run:
//   npm install graphology graphology-gexf graphology-graphml cytoscape n3 @neo4j-cypher/language-support@next
// Nothing is mended here; what comes back is only brought to one form: {nodes: {id: values}, edges: [[source, target, values]]}.

import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";

const [packages, kind, file] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(packages), "here.js"));
const text = fs.readFileSync(file, "utf8");

function ofGraphology(graph) {
  const nodes = Object.fromEntries(graph.mapNodes((node, values) => [node, values]));
  const edges = graph.mapEdges((edge, values, source, target) => [source, target, { directed: graph.isDirected(edge), ...values }]);
  return { nodes, edges };
}

function graphology(reader) {
  return ofGraphology(reader.parse(require("graphology").MultiGraph, text));
}

function cytoscape() {
  const graph = require("cytoscape")({ headless: true, ...JSON.parse(text) });
  const nodes = Object.fromEntries(graph.nodes().map((node) => [node.id(), node.data()]));
  return { nodes, edges: graph.edges().map((edge) => [edge.source().id(), edge.target().id(), edge.data()]) };
}

const CHARACTERS = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };

function literal(token) {
  if (token.startsWith('"')) {
    return token.slice(1, -1).replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, code, character) =>
      code ? String.fromCharCode(parseInt(code, 16)) : (CHARACTERS[character] ?? character));
  }
  if (token === "true" || token === "false") return token === "true";
  return Number(token);
}

// The maps of the script, from the tokens that Neo4j's own language support sees; it has to find nothing amiss.
function cypher() {
  const neo4j = require("@neo4j-cypher/language-support");
  const { diagnostics } = neo4j.lintCypherQuery(text, {}, false);
  if (diagnostics.length) throw new Error(diagnostics[0].message);
  const nodes = {}, edges = [], open = [];
  let key = null, sign = 1;
  for (const { token, tokenType } of neo4j.highlightSyntax(text)) {
    if (token === "{") {
      const map = {};
      if (open.length && key !== null) open.at(-1)[key] = map;
      open.push(map);
      key = null;
    } else if (token === "}") {
      const map = open.pop();
      if (!open.length && "properties" in map) edges.push([map.source, map.target, map.properties]);
      else if (!open.length && "claim_count" in map) nodes[map.id] = map;
    } else if (open.length && token.startsWith("`")) {
      key = token.slice(1, -1);
    } else if (token === "-") {
      sign = -1;
    } else if (open.length && key !== null && /literal/i.test(tokenType)) {
      const value = literal(token);
      open.at(-1)[key] = typeof value === "number" ? sign * value : value;
      key = null;
      sign = 1;
    }
  }
  return { nodes, edges };
}

function n3() {
  const { Parser, Writer } = require("n3");
  const writer = new Writer({ format: "N-Quads" });
  writer.addQuads(new Parser().parse(text));
  let written = "";
  writer.end((_, result) => { written = result; });
  return written;
}

const READERS = {
  gexf: () => graphology(require("graphology-gexf")),
  graphml: () => graphology(require("graphology-graphml")),
  cytoscape,
  cypher,
  n3,
};

process.stdout.write(JSON.stringify(READERS[kind]()));
