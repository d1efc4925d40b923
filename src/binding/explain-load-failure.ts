/** Debian's package of a shared library. */
const debianPackages: Readonly<Record<string, string>> = {
  'libgmsh.so.4.8': 'libgmsh4.8',
  'libstdc++.so.6': 'libstdc++6',
  'libgomp.so.1': 'libgomp1',
  'libGL.so.1': 'libgl1',
  'libGLU.so.1': 'libglu1-mesa',
  'libX11.so.6': 'libx11-6',
  'libTKernel.so.7': 'libocct-foundation-7.6',
}

const wrongFormat =
  /invalid ELF header|file too short|mach-o|not a valid Win32|wrong ELF class|incompatible arch/i

/** What to do about a message of dlopen; empty when it says nothing familiar. */
export function explainLoadFailure(message: string): { hint?: string } {
  const library = /(\S+?):? cannot open shared object file/.exec(message)?.[1]
  if (library) {
    const debian = debianPackages[library]
    return {
      hint: debian ? `Debian, Ubuntu: apt-get install ${debian}` : `install the shared library ${library}`,
    }
  }
  const symbol = /version `((?:GLIBC|GLIBCXX|CXXABI)_[\d.]+)' not found/.exec(message)?.[1]
  if (symbol) return { hint: `this system is older than ${symbol}: build here with "npm run build:native"` }
  if (wrongFormat.test(message)) return { hint: 'built for another platform, or a Git LFS pointer' }
  if (/failed to map segment/.test(message)) return { hint: 'the file system is mounted noexec' }
  if (/did not self-register|NODE_MODULE_VERSION/.test(message)) return { hint: 'not a Node-API module' }
  return {}
}
