// Copies a named list of files from node_modules to static/vendor (and tests/vendor), each library in a
// folder with its version and its licence, and writes their SHA-256 list. The result is committed:
// neither `make run` nor a server in an office needs npm.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const LIBRARIES = [
  {
    name: "bootstrap",
    to: "static/vendor",
    files: ["dist/css/bootstrap.min.css", "LICENSE"],
  },
  { name: "bootstrap-icons", to: "static/vendor", files: ["bootstrap-icons.svg", "LICENSE"] },
  { name: "axe-core", to: "tests/vendor", files: ["axe.min.js", "LICENSE"] },
];

// collectstatic would look for the map and fail
const withoutSourceMap = (text) =>
  text.replace(/^\/\/# sourceMappingURL=.*$/gm, "").replace(/\/\*# sourceMappingURL=.*?\*\//g, "").trimEnd() + "\n";

function copyLibrary({ name, to, files }) {
  const source = join("node_modules", name);
  const { version } = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
  const target = join(to, `${name}-${version}`);
  rmOldVersions(to, name);
  mkdirSync(target, { recursive: true });
  for (const file of files) {
    const copy = join(target, file.split("/").pop());
    if (/\.(css|js)$/.test(file)) {
      writeFileSync(copy, withoutSourceMap(readFileSync(join(source, file), "utf8")));
    } else {
      cpSync(join(source, file), copy);
    }
  }
  console.log(`${name} ${version} -> ${target}`);
}

function rmOldVersions(folder, name) {
  mkdirSync(folder, { recursive: true });
  for (const entry of readdirSync(folder)) {
    if (new RegExp(`^${name}-\\d`).test(entry)) rmSync(join(folder, entry), { recursive: true });
  }
}

function filesBelow(folder) {
  return readdirSync(folder)
    .sort()
    .map((entry) => join(folder, entry))
    .flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]));
}

function writeSums(folder) {
  const list = join(folder, "SHA256SUMS");
  const lines = filesBelow(folder)
    .filter((path) => path !== list)
    .map((path) => `${createHash("sha256").update(readFileSync(path)).digest("hex")}  ${path}`);
  mkdirSync(dirname(list), { recursive: true });
  writeFileSync(list, lines.join("\n") + "\n");
}

LIBRARIES.forEach(copyLibrary);
["static/vendor", "tests/vendor"].forEach(writeSums);
