/* write_up_works.c: see write_up_works.h. */
#include "plots/page/write_up_works.h"

const rap_work_words rap_works[RAP_N_WORKS] = {
    [RAP_CITE_RAPPORT] =
        {"The rapport maintainers 2026",
         "The rapport maintainers (2026). rapport: a realist-evaluation simulator for "
         "research done with communities"},
    [RAP_CITE_TURIN] =
        {"Turin et al. 2022",
         "Turin TC, Chowdhury N, Rumana N, Lasker MAA, Qasqas M (2022). Partnering with "
         "organisations beyond academia through strategic collaboration for research and "
         "mobilisation in immigrant/ethnic-minority communities. BMJ Global Health "
         "7(3):e008201. doi:10.1136/bmjgh-2021-008201"},
    [RAP_CITE_BLATMAN] =
        {"Blatman & Sudret 2011",
         "Blatman G, Sudret B (2011). Adaptive sparse polynomial chaos expansion based on "
         "least angle regression. J Comput Phys 230:2345-2367. "
         "doi:10.1016/j.jcp.2010.12.021"},
    [RAP_CITE_BROZEK] =
        {"Brozek et al. 2021",
         "Brozek JL, Canelo-Aybar C, Akl EA, et al. (2021). GRADE Guidelines 30: the GRADE "
         "approach to assessing the certainty of modeled evidence. J Clin Epidemiol "
         "129:138-150. doi:10.1016/j.jclinepi.2020.09.018"},
    [RAP_CITE_COCHRAN] = {"Cochran 1977",
                          "Cochran WG (1977). Sampling Techniques, 3rd edition. Wiley"},
    [RAP_CITE_DEMPSTER] =
        {"Dempster et al. 1977",
         "Dempster AP, Laird NM, Rubin DB (1977). Maximum likelihood from incomplete data "
         "via the EM algorithm. J R Stat Soc B 39:1-22. "
         "doi:10.1111/j.2517-6161.1977.tb01600.x"},
    [RAP_CITE_FRIEDMAN] =
        {"Friedman & Fisher 1999",
         "Friedman JH, Fisher NI (1999). Bump hunting in high-dimensional data. Stat "
         "Comput 9:123-143. doi:10.1023/A:1008894516817"},
    [RAP_CITE_GLASSERMAN] =
        {"Glasserman & Yao 1992",
         "Glasserman P, Yao DD (1992). Some guidelines and guarantees for common random "
         "numbers. Manage Sci 38:884-908. doi:10.1287/mnsc.38.6.884"},
    [RAP_CITE_GNEITING] =
        {"Gneiting & Raftery 2007",
         "Gneiting T, Raftery AE (2007). Strictly proper scoring rules, prediction, and "
         "estimation. J Am Stat Assoc 102:359-378. doi:10.1198/016214506000001437"},
    [RAP_CITE_GODA] = {"Goda 2021",
                       "Goda T (2021). A simple algorithm for global sensitivity analysis with "
                       "Shapley effects. Reliab Eng Syst Saf 213:107702. "
                       "doi:10.1016/j.ress.2021.107702"},
    [RAP_CITE_GRIMM] =
        {"Grimm et al. 2020",
         "Grimm V, Railsback SF, Vincenot CE, et al. (2020). The ODD protocol for describing "
         "agent-based and other simulation models: a second update to improve clarity, "
         "replication, and structural realism. J Artif Soc Soc Simul 23(2):7. "
         "doi:10.18564/jasss.4259"},
    [RAP_CITE_HOLM] = {"Holm 1979", "Holm S (1979). A simple sequentially rejective multiple test "
                                    "procedure. Scand J Statist 6:65-70"},
    [RAP_CITE_JANSEN] = {"Jansen 1999",
                         "Jansen MJW (1999). Analysis of variance designs for model output. "
                         "Comput Phys Commun 117:35-43. doi:10.1016/S0010-4655(98)00154-4"},
    [RAP_CITE_LOUIS] = {"Louis 1984",
                        "Louis TA (1984). Estimating a population of parameter values using "
                        "Bayes and empirical Bayes methods. J Am Stat Assoc 79:393-398"},
    [RAP_CITE_MCKAY] =
        {"McKay et al. 1979",
         "McKay MD, Beckman RJ, Conover WJ (1979). A comparison of three methods for "
         "selecting values of input variables in the analysis of output from a computer "
         "code. Technometrics 21:239-245. doi:10.2307/1268522"},
    [RAP_CITE_SALTELLI] =
        {"Saltelli et al. 2010",
         "Saltelli A, Annoni P, Azzini I, et al. (2010). Variance based sensitivity "
         "analysis of model output: design and estimator for the total sensitivity index. "
         "Comput Phys Commun 181:259-270. doi:10.1016/j.cpc.2009.09.018"},
    [RAP_CITE_VERNON] = {
        "Vernon et al. 2010",
        "Vernon I, Goldstein M, Bower RG (2010). Galaxy formation: a Bayesian uncertainty "
        "analysis. Bayesian Anal 5:619-669. doi:10.1214/10-BA524"}};
