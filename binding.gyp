# The thin second way to build, for machines with node-gyp and no CMake: node-gyp rebuild. CMakeLists.txt is the first, and
# both read native/sources*.txt. Kept out of the package: npm would compile at install.
{
  "variables": {
    "gmsh_lib%": "-lgmsh",
    "gmsh_include%": "/usr/include",
    "eigen_include%": "/usr/include/eigen3",
    "kernel_flags": [
      "-O3", "-fno-math-errno", "-fno-trapping-math", "-ffp-contract=fast", "-fno-signed-zeros", "-fno-exceptions", "-fno-rtti"
    ]
  },
  "target_defaults": {
    "include_dirs": ["native", "<(eigen_include)"],
    "cflags_cc!": ["-fno-exceptions", "-fno-rtti", "-std=gnu++17", "-std=gnu++20"],
    "cflags_cc": ["-std=c++17", "-fvisibility=hidden", "-fPIC"],
    "conditions": [["target_arch=='x64' and OS!='win'", { "defines": ["WG_X86_SIMD"] }]],
    "xcode_settings": {
      "GCC_ENABLE_CPP_EXCEPTIONS": "YES",
      "GCC_ENABLE_CPP_RTTI": "YES",
      "CLANG_CXX_LANGUAGE_STANDARD": "c++17",
      "MACOSX_DEPLOYMENT_TARGET": "11.0"
    },
    "msvs_settings": { "VCCLCompilerTool": { "ExceptionHandling": 1, "AdditionalOptions": ["/std:c++17"] } }
  },
  "targets": [
    {
      "target_name": "wg_core",
      "type": "static_library",
      "sources": ["<!@(node scripts/native-sources.js sources.txt)"],
      "conditions": [["target_arch=='x64' and OS!='win'", { "dependencies": ["wg_avx2", "wg_avx512"] }]]
    },
    {
      "target_name": "waveguide",
      "dependencies": ["wg_core"],
      "include_dirs": ["<!@(node -p \"require('node-addon-api').include_dir\")"],
      "defines": [
        "NAPI_VERSION=8", "NAPI_CPP_EXCEPTIONS", "NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS",
        "WG_VERSION=\"<!(node -p \"require('./package.json').version\")\""
      ],
      "sources": ["<!@(node scripts/native-sources.js sources-addon.txt)"],
      "conditions": [["OS=='linux'", { "ldflags": ["-Wl,-rpath,'$$ORIGIN'", "-Wl,-z,nodelete", "-Wl,--as-needed"] }]]
    },
    {
      "target_name": "waveguide-gmsh",
      "include_dirs": ["<!@(node -p \"require('node-addon-api').include_dir\")", "<(gmsh_include)"],
      "defines": [
        "NAPI_VERSION=8", "NAPI_CPP_EXCEPTIONS", "NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS",
        "WG_VERSION=\"<!(node -p \"require('./package.json').version\")\""
      ],
      "sources": ["<!@(node scripts/native-sources.js sources-gmsh.txt)"],
      "libraries": ["<(gmsh_lib)"],
      "conditions": [["OS=='linux'", { "ldflags": ["-Wl,-rpath,'$$ORIGIN'", "-Wl,-z,nodelete", "-Wl,--as-needed"] }]]
    }
  ],
  "conditions": [
    ["target_arch=='x64' and OS!='win'", {
      "targets": [
        {
          "target_name": "wg_avx2",
          "type": "static_library",
          "sources": ["<!@(node scripts/native-sources.js sources-avx2.txt)"],
          "cflags_cc": ["<@(kernel_flags)", "-mavx2", "-mfma"]
        },
        {
          "target_name": "wg_avx512",
          "type": "static_library",
          "sources": ["<!@(node scripts/native-sources.js sources-avx512.txt)"],
          "cflags_cc": [
            "<@(kernel_flags)", "-mavx2", "-mfma", "-mavx512f", "-mavx512dq", "-mavx512vl", "-mavx512bw", "-mprefer-vector-width=512"
          ]
        }
      ]
    }]
  ]
}
