# jiati_fuzz(NAME [SOURCES …] [USES module…] [LIBRARIES lib…])
#
# One libFuzzer target NAME_fuzz from NAME_fuzz.cpp, linked with the modules it feeds; SOURCES are single files of src/
# where the whole module would bring the network library. Inputs worth keeping lie in corpus/NAME/. Only clang has
# libFuzzer; elsewhere the target is compiled without it, so that it cannot rot. The target fuzz_targets is all of them.
add_custom_target(fuzz_targets)

function(jiati_fuzz name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;USES;LIBRARIES")
  list(TRANSFORM arg_SOURCES PREPEND ${PROJECT_SOURCE_DIR}/src/)
  if(CMAKE_CXX_FLAGS_DEBUG MATCHES "fsanitize=fuzzer")
    add_executable(${name}_fuzz ${name}_fuzz.cpp ${arg_SOURCES})
    target_link_options(${name}_fuzz PRIVATE -fsanitize=fuzzer)
  else()
    add_library(${name}_fuzz OBJECT ${name}_fuzz.cpp)
  endif()
  target_include_directories(${name}_fuzz PRIVATE ${PROJECT_SOURCE_DIR}/src)
  foreach(used ${arg_USES})
    target_link_libraries(${name}_fuzz PRIVATE jiati_${used})
  endforeach()
  target_link_libraries(${name}_fuzz PRIVATE ${arg_LIBRARIES})
  add_dependencies(fuzz_targets ${name}_fuzz)
endfunction()
