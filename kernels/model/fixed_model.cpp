// The fixed m and u, in parts per 10^9.
//
// Names and dates: rounded from what the Ministry of Justice publishes of its person-record model
// (hmpps-person-match, 2026-02-23: m of names exact 0.881, Jaro-Winkler 0.9 0.073, reversed 0.002;
// u of the forename 0.0043, of the surname 0.00079, of both 6.4e-6, reversed 1.2e-7; date exact
// m 0.948, u 6.3e-5; other forenames m 0.93, u 0.0123; PNC differs -10), split to the finer levels
// here by counting: a date has some 40 neighbours one edit off among 30,000 that people are born
// on, so u is about 0.0013; two of three parts agree in 1/365 + 1/720 + 1/1800 of the rest. A
// swapped name is one event: the forename's level carries it, the surname's adds nothing. Levels of
// partial dates and of initials are conditional on the date or name being so: how often that
// happens is the same for true and other pairs and cancels.
#include "kernels/model/model.hpp"

namespace fsu::model {
namespace {

Comparison forename() {
  return {"forename",
          {{"missing"},
           {"exact", 890'000'000, 4'300'000},
           {"close: Jaro-Winkler 0.92", 55'000'000, 3'500'000},
           {"initial", 950'000'000, 80'000'000},
           {"among other forenames", 10'000'000, 5'000'000},
           {"near: Jaro-Winkler 0.82", 15'000'000, 20'000'000},
           {"swapped with surname", 2'000'000, 120},
           {"different", 28'000'000, 967'000'000}}};
}

Comparison surname() {
  return {"surname",
          {{"missing"},
           {"exact", 900'000'000, 790'000},
           {"close: Jaro-Winkler 0.92", 50'000'000, 1'200'000},
           {"part of a compound", 8'000'000, 200'000},
           {"near: Jaro-Winkler 0.82", 12'000'000, 12'000'000},
           {"swapped with forename"},
           {"different", 30'000'000, 986'000'000}}};
}

Comparison other_forenames() {
  return {"other_forenames",
          {{"missing"},
           {"equal", 850'000'000, 10'000'000},
           {"agree in part", 100'000'000, 8'000'000},
           {"different", 50'000'000, 982'000'000}}};
}

Comparison date_of_birth() {
  return {"date_of_birth",
          {{"missing"},
           {"exact", 955'000'000, 40'000},
           {"day and month swapped", 4'000'000, 13'000},
           {"one digit or transposition", 25'000'000, 1'300'000},
           {"two parts equal", 12'000'000, 3'700'000},
           {"partial: two parts equal", 950'000'000, 1'400'000},
           {"year equal, the rest unknown or 1 January", 950'000'000, 17'000'000},
           {"different", 4'000'000, 995'000'000}}};
}

Comparison pnc() {
  return {"pnc_id", {{"missing"}, {"equal", 990'000'000, 130}, {"different", 1'000'000, kParts}}};
}

}  // namespace

Model fixed_model() { return {{forename(), surname(), other_forenames(), date_of_birth(), pnc()}}; }

}  // namespace fsu::model
