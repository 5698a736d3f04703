# jiati_fuzz(NAME [USES module…] [LIBRARIES lib…])
#
# One libFuzzer target NAME_fuzz from NAME_fuzz.cpp, linked with the modules it feeds. Its inputs worth keeping lie in
# corpus/NAME/. Only clang has libFuzzer; elsewhere the target is compiled without it, so that it cannot rot.
function(jiati_fuzz name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "USES;LIBRARIES")
  if(CMAKE_CXX_FLAGS_DEBUG MATCHES "fsanitize=fuzzer")
    add_executable(${name}_fuzz ${name}_fuzz.cpp)
    target_link_options(${name}_fuzz PRIVATE -fsanitize=fuzzer)
  else()
    add_library(${name}_fuzz OBJECT ${name}_fuzz.cpp)
  endif()
  foreach(used ${arg_USES})
    target_link_libraries(${name}_fuzz PRIVATE jiati_${used})
  endforeach()
  target_link_libraries(${name}_fuzz PRIVATE ${arg_LIBRARIES})
endfunction()
