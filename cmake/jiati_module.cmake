# jiati_module(NAME SOURCES … [USES module…] [LIBRARIES lib…] [TESTS …] [TEST_LIBRARIES lib…])
#
# One library (jiati_NAME) and one test binary (NAME_test) per folder of src/. USES states the arrows of the
# architecture: what is not named there does not link. LIBRARIES are third-party and private to the sources.
find_package(Threads REQUIRED)

function(jiati_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;USES;LIBRARIES;TESTS;TEST_LIBRARIES")
  add_library(jiati_${name} STATIC ${arg_SOURCES})
  target_include_directories(jiati_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  foreach(used ${arg_USES})
    target_link_libraries(jiati_${name} PUBLIC jiati_${used})
  endforeach()
  target_link_libraries(jiati_${name} PRIVATE ${arg_LIBRARIES})
  if(JIATI_TESTS AND arg_TESTS)
    add_executable(${name}_test ${arg_TESTS})
    target_link_libraries(${name}_test PRIVATE jiati_${name} ${arg_TEST_LIBRARIES} gmock gtest gtest_main rapidcheck Threads::Threads)
    add_test(NAME ${name} COMMAND ${name}_test)
  endif()
endfunction()
