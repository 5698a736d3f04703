// 128-bit whole numbers, which the compilers have and the standard does not. Internal to this folder.
#pragma once

namespace jiati::games {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

}  // namespace jiati::games
