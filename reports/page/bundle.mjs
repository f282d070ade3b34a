// Bundles the page and writes it as C++: node bundle.mjs <source directory> <output.cpp>
import {writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';

const [source, output] = process.argv.slice(2);
const modules = join(process.cwd(), 'node_modules');
const {buildSync} = createRequire(join(modules, 'x'))('esbuild');
const built = buildSync({
    entryPoints: [join(source, 'main.ts')],
    bundle: true,
    minify: true,
    write: false,
    outdir: 'out',
    target: ['chrome109', 'firefox102', 'safari16'],
    format: 'iife',
    nodePaths: [modules],
    legalComments: 'eof',
});

/** Raw strings, in parts: a diff or an editor chokes on a line of 90 kB. */
function literal(text) {
    const parts = [];
    for (let at = 0; at < text.length; at += 12_000) {
        parts.push(`R"~page~(${text.slice(at, at + 12_000)})~page~"`);
    }
    return parts.join('\n    ');
}

const of = (ending) => built.outputFiles.find((file) => file.path.endsWith(ending)).text.trimEnd();
const script = of('.js');
const style = of('.css');
for (const text of [script, style]) {
    if (/[^\x00-\x7f]/.test(text) && text === script) {
        throw new Error('the script has to be ASCII');
    }
    if (/<\/(script|style)/i.test(text) || text.includes(')~page~"')) {
        throw new Error('the bundle would end its own element');
    }
}
writeFileSync(output, `// Made by reports/page/bundle.mjs.
#include "reports/html/page_assets.hpp"

namespace drydock::reports {

std::string_view page_script() {
    return ${literal(script)};
}

std::string_view page_style() {
    return ${literal(style)};
}

}  // namespace drydock::reports
`);
