import { LuaFactory, LuaLibraries } from 'wasmoon';

const factory = new LuaFactory();

/**
 * What a customization's script answers for an object, run as Argo CD runs it: a fresh state with the object as the global
 * `obj` and only base, package, table and os. Argo CD's Lua is 5.1, this one 5.4: scripts keep to what both have.
 * @throws Error as the script does
 */
export async function runArgoLua(script: string, obj: unknown): Promise<unknown> {
  const engine = await factory.createEngine({ openStandardLibs: false, enableProxy: false, injectObjects: false });
  try {
    for (const library of [LuaLibraries.Base, LuaLibraries.Package, LuaLibraries.Table, LuaLibraries.OS]) {
      engine.global.loadLibrary(library);
    }
    await engine.doString('package.loaded.os = os');
    engine.global.set('obj', obj);
    const answer: unknown = await engine.doString(script);
    return answer;
  } finally {
    engine.global.close();
  }
}
