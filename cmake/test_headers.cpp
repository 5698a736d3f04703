// Nothing but the place where the headers of the test libraries are compiled beforehand (jiati_test_headers).
